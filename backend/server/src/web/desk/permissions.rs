use weerklank_domain::people::Permission;
pub trait Needs {
    const PERMISSION: Permission;
}
macro_rules! p { ($($n:ident),+) => { $(pub struct $n; impl Needs for $n { const PERMISSION: Permission = Permission::$n; })+ } }
p!(SeeDesk, RecordEvents, DraftAnswers, ApproveAnswers, SeeMail);
