deliveries-title = Deliveries
deliveries-question = What goes out to customers from now on?
deliveries-what = Message
deliveries-to = To
deliveries-when = Due or sent
deliveries-tries = Tries
deliveries-unit = messages
deliveries-to-go = Still to go
deliveries-to-go-meaning = Messages that wait or are being sent. They keep to the hours and days of sending and to the limit for each person.
deliveries-see-stopped =
    { $n ->
        [one] See { $n } that stands still
       *[other] See { $n } that stand still
    }
deliveries-to-destinations = Set up destinations
deliveries-to-plays = See plays
deliveries-of-play = Only messages of the play “{ $name }” are shown.
deliveries-show-all = Show all messages
deliveries-newest = Newest
deliveries-older = Older
deliveries-none = Nothing has been sent yet
deliveries-none-needs = When a play sends email, Slack messages or webhooks, what waits and what went is listed here.
deliveries-none-filtered = No message fits
deliveries-none-filtered-needs = The list is limited to a state or a play.
deliveries-nameless = Message { $n }

## Kinds

deliveries-kind-mail = Email
deliveries-kind-slack = Slack
deliveries-kind-webhook = Webhook

## States

deliveries-state-waiting = Waiting
deliveries-state-sending = Sending
deliveries-state-sent = Sent
deliveries-state-dead = Undeliverable
deliveries-state-unsure = Unsure
deliveries-state-held = Held
deliveries-state-cancelled = Cancelled
deliveries-means-waiting = It waits for its time.
deliveries-means-sending = It is being sent.
deliveries-means-sent = Its receiver has taken it.
deliveries-means-dead = It was not taken, however often it was tried. Mend the cause, then send it again.
deliveries-means-unsure = The connection broke while it was sent: it may have arrived. Sending it again may deliver it twice.
deliveries-means-held = It is held back, because a limit was reached or a backup was restored.
deliveries-means-cancelled = It was cancelled before it went.

## One message

deliveries-one-question = What arrives, and how was it taken?
deliveries-as-seen = As its receiver sees it
deliveries-about = About this message
deliveries-due-at = Due
deliveries-sent-at = Sent
deliveries-error = Last problem
deliveries-attempts = Tries
deliveries-attempts-none = Not sent yet.
deliveries-nth = Try { $n }
deliveries-status = Status { $status }
deliveries-request = What was sent
deliveries-response = What came back
deliveries-cut = Only its beginning is shown, since it is long.
deliveries-again = Send it again
deliveries-cancel = Cancel this message
deliveries-back = Back to all messages
deliveries-done-again = It is sent again.
deliveries-done-cancelled = The message is cancelled.
deliveries-done-too-late = Its state changed meanwhile, so nothing was done.

## Where messages go

deliveries-destinations = Destinations
deliveries-destinations-question = Where do notices arrive?
deliveries-destination-add = Add a destination
deliveries-destination-none = There is no destination yet
deliveries-destination-none-needs = Add a mail server, Slack or a webhook: overdue notices and email of plays go there.
deliveries-destination-where = Where
deliveries-destination-smtp = Email (SMTP)
deliveries-destination-slack-hook = Slack (incoming webhook)
deliveries-destination-slack-bot = Slack (bot)
deliveries-destination-webhook = Webhook
deliveries-destination-is-on = On
deliveries-destination-is-off = Off
deliveries-destination-off-itself = Switched itself off
deliveries-destination-failing = Failing
deliveries-destination-failures =
    { $n ->
        [one] { $n } failure in a row
       *[other] { $n } failures in a row
    }
deliveries-destination-default-chip = Default
deliveries-destination-default = Make it the default
deliveries-destination-default-help = Notices that name no destination arrive here.
deliveries-destination-name-help = Plays call the destination by this name.
deliveries-destination-try = Try it
deliveries-destination-try-name = Try { $name }
deliveries-destination-on = Switch on
deliveries-destination-on-name = Switch { $name } on
deliveries-destination-off = Switch off
deliveries-destination-off-name = Switch { $name } off
deliveries-destination-done = The destination is saved.
deliveries-destination-done-on = The destination is on.
deliveries-destination-done-off = The destination is off.
deliveries-destination-done-try = A message is sent to try it. This page shows what becomes of it.
deliveries-destination-new-title = Add a destination
deliveries-destination-new-question = Where are notices sent?
deliveries-destination-new-submit = Add the destination
deliveries-destination-edit-title = Destination
deliveries-destination-edit-question = What changes about this destination?
deliveries-destination-edit-submit = Save the destination

## Fields of destinations

deliveries-field-url = URL
deliveries-field-url-help = An https address. Private addresses are used only if allowed.
deliveries-field-channel = Channel
deliveries-field-channel-help = Such as #cs-alerts
deliveries-field-host = Mail server
deliveries-field-host-help = Such as smtp.example.com
deliveries-field-port = Port
deliveries-field-security = Encryption
deliveries-field-user = User name
deliveries-field-from = Sender’s email address
deliveries-field-from-name = Sender’s name
deliveries-security-starttls = STARTTLS
deliveries-security-tls = TLS
deliveries-security-none = None
deliveries-secret-smtp = Password
deliveries-secret-smtp-help = Kept encrypted and never shown.
deliveries-secret-slack-hook = URL of the webhook
deliveries-secret-slack-hook-help = The address that Slack made. Whoever has it can post, so it is kept encrypted and never shown.
deliveries-secret-slack-bot = Token of the bot
deliveries-secret-slack-bot-help = It begins with xoxb-. Kept encrypted and never shown.
deliveries-secret-webhook = Signing secret
deliveries-secret-webhook-help = It begins with whsec_. This one is new; it is never shown again once saved, so copy it to the receiver now. Receivers check with it that a message is ours.
deliveries-secret-keep = Empty keeps what is stored.

## Why a message did not go

deliveries-error-nowhere = There is no destination. Add one, then send again.
deliveries-error-payload = The content cannot be read.
deliveries-error-unsubscribed = The person has unsubscribed, or mail to this address comes back.
deliveries-held-restored = Held after a restore: it may have arrived already.
deliveries-off-failing = Switched off, because it could not be reached many times in a row.
deliveries-off-gone = Switched off, because the receiver said that it is gone.
deliveries-problem-no-key = There is no key to keep secrets with. Name one in the environment variable BANSO_SECRET_KEY and start again.
deliveries-problem-port = Enter a number from 1 to 65535.
deliveries-problem-secret = No secret is kept for it.
deliveries-problem-state = It cannot be done in its present state. Load the page again.
deliveries-try-title = A try from Banso: { $name }
deliveries-try-line = { $member } tried this destination. No answer is needed.

## No more mail

deliveries-stop-title = Stop these mails
deliveries-stop-question = Do you want no more of these mails at this address?
deliveries-stop-submit = Stop these mails
deliveries-stopped-title = Stopped
deliveries-stopped-question = No more of these mails will be sent to this address. If one comes all the same, try again.
deliveries-stopped-submit = Stop these mails again
deliveries-stop-line = To stop these mails, open this page.
deliveries-seen-html = As HTML
deliveries-seen-text = As text only
