from django.contrib.auth.hashers import Argon2PasswordHasher


class OfficeArgon2PasswordHasher(Argon2PasswordHasher):
    """Hash passwords with argon2id at 19 MiB, t=2, p=1 (OWASP's second choice).

    Django's own default takes 100 MiB for each sign-in, too much for a small office server.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
