select play, state, version, changed_at, member, reason
from play_switch
order by play
