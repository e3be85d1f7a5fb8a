use super::allowed::Staff;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
pub fn desk_page<V: PageView>(
    app: &App,
    _: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    status: StatusCode,
    view: &V,
) -> WebResult<HttpResponse> {
    private_page(
        app,
        visitor.language,
        request.path(),
        request.query_string(),
        status,
        view,
    )
}
