web-skip = Skip to content
web-sign-in = Sign in
web-sign-out = Sign out
web-language = Language
web-not-found = This page does not exist.
web-forbidden = You may not see this page.
