select hash
from tombstone
