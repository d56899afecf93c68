"""What is done with submissions of activities, as of any kind."""

from functools import partial

from gnv.activities.submissions import ACTIVITIES
from gnv.ledger import fallback, submissions
from gnv.ledger import history as uploads

standing = partial(submissions.standing, ACTIVITIES)
publish = partial(submissions.publish, ACTIVITIES)
withdraw = partial(submissions.withdraw, ACTIVITIES)
history = partial(uploads.history, ACTIVITIES)
fallbacks = partial(fallback.fallbacks, ACTIVITIES)
