members-title = Members
members-question = Who may do what?
members-invite = Invite a member
members-open-own = Open my settings
members-name = Name
members-state = State
members-state-active = Active
members-state-invited = Invited
members-state-expired = Invitation expired
members-state-disabled = Disabled
members-second-factor = Second factor
members-on = On
members-off = Off
members-seen = Last seen
members-never = Never
members-actions = Actions
members-you = You
members-role-of = Role of { $name }
members-change-role = Change role
members-new-link = Issue a new link
members-disable = Disable
members-disable-name = Disable { $name }
members-enable = Enable

## Invitation

members-new-title = Invite a member
members-new-question = Who gets which role?
members-new-submit = Make the invitation link
members-role-help = Viewers only look, CSMs work with accounts, managers also change metrics and models, admins also change members and settings.
members-invited-title = Invitation link
members-invited-question = Hand this link over to the new member
members-invited-once = This link is shown only now. Send it in a way that reaches nobody else.
members-invited-until = It holds for 7 days and works once. After that you can issue a new link from the list of members.
members-invited-back = Back to the members
members-accept-title = Welcome
members-accept-question = Choose a password
members-accept-submit = Set the password

## First run

members-setup-title = First-run set-up
members-setup-question = Who is the first administrator?
members-setup-submit = Make the administrator and start
members-setup-token = Set-up token
members-setup-token-help = It is printed where Banso was started.

## Sign-in

members-sign-in-title = Sign in
members-sign-in-question = Enter your mail address and password
members-sign-in-submit = Sign in
members-password = Password
members-password-help = At least 8 characters. We suggest a sentence of your own with 15 or more.
members-second-title = Second factor
members-second-question = Enter the six digits that your authenticator app shows
members-second-submit = Confirm
members-code = Code
members-code-help = Without your app, enter one of your recovery codes.

## My settings

members-me-question = Change your name, language or how you sign in?
members-profile = Profile
members-change-password = Change password
members-old-password = Present password
members-new-password = New password
members-second-is-on = Signing in also takes a code of your authenticator app.
members-second-is-off = When it is on, nobody can sign in with your password alone.
members-second-turn-on = Turn on the second factor
members-second-turn-off = Turn off the second factor
members-sessions = Where you are signed in
members-browser = Browser
members-browser-unknown = Unknown browser
members-address = IP address
members-since = Signed in
members-this-session = This one
members-end-session = Sign out there
members-enrol-title = Turn on the second factor
members-enrol-question = Register your authenticator app
members-enrol-submit = Turn on
members-enrol-scan = Scan this code with your authenticator app.
members-enrol-type = Cannot scan it? Type in this key
members-enrol-code = Enter the six digits that the app shows.
members-recovery-title = Recovery codes
members-recovery-question = Keep these in a safe place for the day you lose your app
members-recovery-once = The codes are shown only now. Each works once.
members-recovery-done = I have kept them, back to my settings
members-drop-second-title = Turn off the second factor
members-drop-second-question = Confirm that it is you
members-drop-second-submit = Turn off the second factor

## After something was done

members-done-accepted = Your password is set. Please sign in.
members-done-role = The role was changed.
members-done-disabled = The member was disabled and signed out.
members-done-enabled = The member can sign in again.
members-done-saved = Saved.
members-done-password = Your password was changed and your other sessions were ended.
members-done-session = That session was ended.
members-done-second-off = The second factor is off.

## What is wrong

members-problem-setup-token = This is not the token. Look where Banso was started.
members-problem-name-empty = Enter a name.
members-problem-owner = { $name } only reads or is disabled, and cannot be given accounts or tasks. Choose somebody who may change things.
members-problem-mail = This is not a mail address. Example: taro@example.jp
members-problem-mail-taken = There is a member with this mail address already.
members-problem-password-short = The password needs at least { $least } characters.
members-problem-password-long = The password can have { $most } characters at most.
members-problem-password-common = This password is easy to guess. Choose a sentence that nobody else would think of.
members-problem-sign-in = Mail address and password do not belong together.
members-problem-code = The code is wrong or was used before.
members-problem-old-password = This is not your present password.
members-problem-last-admin = Not possible: there would be no administrator left.
