errors-status = Error { $status }
errors-retry-after = { $seconds ->
    [one] Try again in { $seconds } second.
   *[other] Try again in { $seconds } seconds.
  }
errors-request-id = Do you ask us for help? Then mention this number:
error-title-bad-request = We could not read this
error-text-bad-request = Something in the address or the form is not right. Go back, check it and try again.
error-title-forbidden = This is not allowed
error-text-forbidden = We could not check that you sent this yourself. Go back, load the page again and try once more.
error-title-not-found = This page is not here
error-text-not-found = The address may have a typing error, or the page has moved. Search below for what you need.
error-title-method-not-allowed = That is not possible here
error-text-method-not-allowed = This page does not work in this way. Start again at the petition.
error-title-request-timeout = It took too long
error-text-request-timeout = Your connection was too slow for us to receive everything. Please try again.
error-title-conflict = That is no longer possible
error-text-conflict = Something has changed in the meantime. Load the page again and see how things stand now.
error-title-gone = This page is gone
error-text-gone = Something was here, but it has been taken down. It will not come back.
error-title-too-large = This is too much text
error-text-too-large = You sent more than we can take. Make your text shorter and send it again.
error-title-unsupported-media-type = We do not know this format
error-text-unsupported-media-type = Send your data with the form on this site.
error-title-too-many-requests = One moment, please
error-text-too-many-requests = Many requests came from your connection. That is why we ask you to wait a little.
error-title-internal = Something went wrong on our side
error-text-internal = It is not your fault. We have recorded the error. Please try again later.
error-title-busy = It is very busy now
error-text-busy = We cannot store your request safely right now. Nothing was processed. Try again in a moment.
error-title-unauthorised = You are not signed in
error-text-unauthorised = Your session is over, or you were not signed in. Nothing was done. Sign in, then go back in your browser: what you filled in is still there.
error-title-not-allowed = This is not for your role
error-text-not-allowed = You are signed in, but your role may not do this. Ask a colleague, or your administrator.
