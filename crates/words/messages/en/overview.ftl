overview-title = Overview
overview-question = Where are our accounts now?
overview-transitions = Transitions
