"""Preparing any PostgreSQL from 15 on: its roles, its databases, its tables.

Owns: the four group roles, which login is a member of which, making and dropping databases,
running the migrations, and the rights on tables that other people's packages make.
Always holds: the web's login obeys row policies, or it is refused.
Never does: more on a server than its login may; what a DBA must do is said as SQL.
"""

from peckham.infra.database.addresses import database_of, login_of, with_database, with_role
from peckham.infra.database.databases import (
    allow_copies,
    create_database,
    database_exists,
    drop_database,
    empty_database,
    is_empty,
)
from peckham.infra.database.deployment import (
    DeploymentFacts,
    applied_migrations,
    deployment_facts,
)
from peckham.infra.database.digests import Digest, differences, digests
from peckham.infra.database.facts import DatabaseUnreachable, ServerTooOld
from peckham.infra.database.guard import (
    LoginTooPowerful,
    check_application_login,
    check_logins_differ,
)
from peckham.infra.database.migrating import AnotherVersion, migrate, pending_migrations
from peckham.infra.database.preparing import DatabaseNotPrepared, missing_sql, prepare
from peckham.infra.database.roles import GROUPS, WORKER, Login, embedded_logins, logins_of
from peckham.infra.database.saving import (
    BackupFailed,
    DatabaseNotEmpty,
    RestoreFailed,
    back_up,
    restore,
)

__all__ = [
    "GROUPS",
    "WORKER",
    "AnotherVersion",
    "BackupFailed",
    "DatabaseNotEmpty",
    "DatabaseNotPrepared",
    "DatabaseUnreachable",
    "DeploymentFacts",
    "Digest",
    "Login",
    "LoginTooPowerful",
    "RestoreFailed",
    "ServerTooOld",
    "allow_copies",
    "applied_migrations",
    "back_up",
    "check_application_login",
    "check_logins_differ",
    "create_database",
    "database_exists",
    "database_of",
    "deployment_facts",
    "differences",
    "digests",
    "drop_database",
    "embedded_logins",
    "empty_database",
    "is_empty",
    "login_of",
    "logins_of",
    "migrate",
    "missing_sql",
    "pending_migrations",
    "prepare",
    "restore",
    "with_database",
    "with_role",
]
