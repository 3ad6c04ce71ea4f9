cli-listening = Listening on { $address }.
cli-done = Done.
