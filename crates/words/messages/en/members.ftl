members-title = Team
members-invite = Invite a member
