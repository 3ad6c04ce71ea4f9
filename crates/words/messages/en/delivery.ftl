## What came of a send (webhooks, Slack, mail)

delivery-address-forbidden = “{ $host }” leads to { $address }, where nothing may be sent. To send inside your network, the operator has to allow it.
delivery-host-unknown = “{ $host }” has no address.
delivery-unreachable = “{ $host }” cannot be reached: { $detail }.
delivery-tls = There is no safe connection to “{ $host }”: { $detail }.
delivery-slow = It did not end within { $seconds } seconds.
delivery-broken = The connection broke before there was an answer: { $detail }.
delivery-status = The receiver answered { $status }.
delivery-asked-to-wait = The receiver answered { $status } and asked to wait.
delivery-redirect = The receiver pointed elsewhere ({ $status }). Redirects are not followed.
delivery-gone = The receiver no longer uses this address ({ $status }).
delivery-slack = Slack did not take it ({ $error }).
delivery-slack-unreadable = Slack’s answer cannot be read. Look in Slack whether the message is there.
delivery-mail-refused = The mail server did not take it ({ $said }).
delivery-mail-unsure = The connection broke after the text was sent: { $detail }. Nobody knows whether it arrived.
delivery-mail-no-tls = The mail server does not offer STARTTLS.
delivery-mail-no-login = There is no way to log in to the mail server: { $detail }.
delivery-mail-plain-login = A password is not sent over an unprotected connection. Choose STARTTLS or TLS.
delivery-header-unfit = “{ $header }” has characters that cannot be sent.

## Wrong settings

delivery-url-unreadable = This is not a usable URL. Write one that begins with http or https, without a user name or password.
delivery-host-unreadable = “{ $host }” is not a host name.
delivery-network-unreadable = “{ $network }” is not a network. Write it like 10.0.0.0/8.
delivery-signing-secret = A signing secret begins with whsec_, followed by 24 to 64 bytes in base64.
delivery-mail-address = “{ $mail }” is not a mail address.
delivery-mail-unsubscribe = The URL to unsubscribe has to begin with https.
delivery-mail-unfit = The mail cannot be made: { $detail }.

## Secrets at rest

delivery-secret-key = The key that protects secrets cannot be read. Write 32 bytes in base64, or the path of a file that holds them.
delivery-secret-other-key = The secrets are protected by another key ({ $key }) and do not open with the present one ({ $known }).
delivery-secret-damaged = A secret is damaged ({ $place }). Enter it again.
