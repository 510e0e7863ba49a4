"""The roles under which the web server and its jobs work in the database.

Neither owns a table, so row-level security holds for them. Migrations run as the owner.
"""

# The web server and the worker; set by `loim serve` as LOIM_DATABASE_ROLE.
WEB_ROLE = "loim_web"
# Jobs that look after guarded rows of all organisations, for the length of a transaction.
KEEPER_ROLE = "loim_keeper"
