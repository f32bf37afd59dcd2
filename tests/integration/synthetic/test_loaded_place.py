from django.db import connection


def asked(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def test_everybody_is_there(loaded):
    assert asked("SELECT count(*) FROM people_person")[0][0] == 2_500
