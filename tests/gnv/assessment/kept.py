"""What is done with submissions of self-assessments, as of any kind."""

from functools import partial

from gnv.assessment.submissions import SELF_ASSESSMENTS
from gnv.ledger import fallback, submissions
from gnv.ledger import history as uploads

standing = partial(submissions.standing, SELF_ASSESSMENTS)
publish = partial(submissions.publish, SELF_ASSESSMENTS)
withdraw = partial(submissions.withdraw, SELF_ASSESSMENTS)
history = partial(uploads.history, SELF_ASSESSMENTS)
fallbacks = partial(fallback.fallbacks, SELF_ASSESSMENTS)
