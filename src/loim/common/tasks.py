"""Jobs that the worker does. Each loads, calls one function, and is safe to run again."""

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from loim.common.mail_delivery import MailNotSent, deliver, erase_old_mail
from loim.common.rates import forget_old_counts

# After 5 s, 25 s, 2 min, 10 min, 52 min, 4 h and 22 h: a server down for a day loses nothing.
MAIL_RETRIES = RetryStrategy(max_attempts=7, exponential_wait=5, retry_exceptions=[MailNotSent])


@app.task(name="common.send_mail", priority=10, retry=MAIL_RETRIES)
def send_mail(mail_id: int) -> None:
    deliver(mail_id=mail_id, now=timezone.now())


@app.periodic(cron="20 3 * * *")
@app.task(name="common.erase_old_mail", queueing_lock="common.erase_old_mail")
def erase_old_mail_nightly(timestamp: int) -> None:
    erase_old_mail(now=timezone.now())


@app.periodic(cron="40 * * * *", periodic_id="common-forget-old-counts")
@app.task(name="common.forget_old_counts", queueing_lock="common.forget_old_counts")
def forget_old_counts_hourly(timestamp: int) -> None:
    forget_old_counts(now=timezone.now())


@app.periodic(cron="* * * * *", periodic_id="common-resume-jobs")
@app.task(name="common.resume_jobs", queueing_lock="common.resume_jobs", pass_context=True)
async def resume_jobs_of_fallen_workers(context: JobContext, timestamp: int) -> None:
    """A worker that was killed leaves its jobs begun; each is safe to begin again."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        await jobs.retry_job(job)
