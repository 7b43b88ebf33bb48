from collections import defaultdict
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk import paths
from sessiondesk.vault import backup_file
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.backup_making import back_up
from sessiondesk.vault.rotation import rotate, surplus

NOW = datetime(2026, 5, 12, 20, 0, tzinfo=timezone(timedelta(hours=2)))
ORDINARY = (Reason.LOCK, Reason.DAILY, Reason.ASKED)


def made(moment, reason=Reason.LOCK, *, number=1, is_pinned=False):
    moment = moment.astimezone(UTC).replace(microsecond=0)
    name = backup_file.file_name(moment, reason, number)
    return BackupFile(
        path=Path(name.replace(".sd", "-pinned.sd") if is_pinned else name),
        made_at=moment,
        reason=reason,
        number=number,
        size=1,
        is_pinned=is_pinned,
    )


minutes = st.integers(-60 * 24 * 30, 60 * 24 * 800)
a_backup = st.builds(
    lambda ago, reason, pinned: made(NOW - timedelta(minutes=ago), reason, is_pinned=pinned),
    minutes,
    st.sampled_from(Reason),
    st.sampled_from([False, False, False, True]),
)
backups = st.lists(a_backup, max_size=60, unique_by=lambda each: each.path)


def staying(found, now=NOW):
    gone = surplus(found, now=now)
    return [each for each in found if each not in gone]


def day_of(backup, now=NOW):
    return backup.made_at.astimezone(now.tzinfo).date()


@settings(deadline=None)
@given(backups)
def test_the_newest_always_stays(found):
    past = [each for each in found if each.made_at <= NOW]
    if past:
        newest = max(past, key=lambda each: (each.made_at, each.stem))
        assert newest in staying(found)


@settings(deadline=None)
@given(backups)
def test_what_is_pinned_or_new_before_a_step_or_from_the_future_stays(found):
    for each in surplus(found, now=NOW):
        assert not each.is_pinned
        assert each.made_at <= NOW
        if each.reason and each.reason.is_before_step:
            assert each.made_at + timedelta(days=90) <= NOW


@settings(deadline=None)
@given(backups)
def test_what_stays_once_stays_when_looked_at_again(found):
    assert surplus(staying(found), now=NOW) == []


@settings(deadline=None)
@given(backups)
def test_only_so_many_stay(found):
    ordinary = [
        each
        for each in staying(found)
        if each.made_at <= NOW and not each.is_pinned and each.reason in ORDINARY
    ]

    assert len(ordinary) <= 3 + 7 + 5 + 12


@settings(deadline=None)
@given(backups)
def test_each_of_the_last_days_weeks_and_months_keeps_its_last_backup(found):
    past = sorted(
        (each for each in found if each.made_at <= NOW),
        key=lambda each: (each.made_at, each.number, each.stem),
    )
    kept = staying(found)
    for stretch, most in (
        (day_of, 7),
        (lambda each: day_of(each).isocalendar()[:2], 5),
        (lambda each: (day_of(each).year, day_of(each).month), 12),
    ):
        last = {stretch(each): each for each in past}
        for each in sorted(last)[-most:]:
            assert last[each] in kept


@settings(deadline=None)
@given(backups, st.randoms())
def test_the_order_they_are_found_in_does_not_matter(found, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)

    assert surplus(shuffled, now=NOW) == surplus(found, now=NOW)


def test_nothing_is_surplus_where_nothing_is():
    assert surplus([], now=NOW) == []


def test_of_today_the_last_three_stay():
    today = [made(NOW - timedelta(hours=each)) for each in range(6)]

    assert staying(today) == today[:3]


def test_a_day_ends_at_midnight_on_the_persons_clock():
    # One minute before and after midnight, summer time; both on the same day in UTC.
    late = made(datetime(2026, 5, 11, 23, 59, tzinfo=NOW.tzinfo))
    early = made(datetime(2026, 5, 12, 0, 1, tzinfo=NOW.tzinfo))
    later = [made(NOW - timedelta(hours=each)) for each in range(3)]

    assert staying([late, early, *later]) == [late, *later]


def test_after_a_year_of_use_there_is_one_of_each_stretch_of_time():
    found: list[BackupFile] = []
    start = NOW - timedelta(days=500)
    for day in range(501):
        for hour in (0, 4, 9):
            now = start + timedelta(days=day, hours=hour - 9)
            found = [made(now), *found]
            found = staying(found, now)

    days = {day_of(each) for each in found}
    assert {date(2026, 5, 12) - timedelta(days=each) for each in range(7)} <= days
    months = defaultdict(list)
    for each in days:
        months[each.year, each.month].append(each.day)
    assert len(months) == 12
    # Of a month that is over its last day is there.
    assert all(max(each) >= 28 for month, each in months.items() if month != (2026, 5))
    assert len(found) == 3 + 6 + 3 + 11


def test_a_long_pause_costs_nothing():
    before = [made(NOW - timedelta(days=400 + each)) for each in range(6)]

    assert staying([made(NOW), *before]) == [made(NOW), *before]


def test_before_a_step_stays_for_ninety_days_of_use():
    old = made(NOW - timedelta(days=95), Reason.BEFORE_IMPORT)
    others = [made(NOW - timedelta(days=95, hours=-1 - each)) for each in range(3)]
    since = [made(NOW - timedelta(days=each)) for each in range(3)]

    assert old in surplus([old, *others, *since], now=NOW)
    # Not on the word of one day, whose clock may be wrong.
    assert old in staying([old, *others, *since[:1]])
    young = made(NOW - timedelta(days=89), Reason.BEFORE_IMPORT)
    assert young in staying([young, *others, *since, made(young.made_at + timedelta(hours=1))])


def test_a_clock_that_was_ahead_pushes_nothing_out():
    ahead = [made(NOW + timedelta(days=31 * each + 1)) for each in range(14)]
    real = [made(NOW - timedelta(days=each)) for each in range(7)]

    assert staying([*ahead, *real]) == [*ahead, *real]


def test_a_clock_that_is_ahead_just_now_does_not_make_all_old():
    real = [made(NOW - timedelta(days=each)) for each in range(7)]
    steps = [made(NOW - timedelta(days=each), Reason.BEFORE_REMOVAL) for each in range(1, 4)]
    then = NOW + timedelta(days=365 * 70)

    gone = surplus([made(then), *real, *steps], now=then)

    assert not any(each in gone for each in (*steps, *real[:6]))


def test_what_was_given_another_name_by_hand_stays():
    named = BackupFile(
        path=Path("before the move.sdbackup"),
        made_at=NOW.astimezone(UTC) - timedelta(days=3000),
        reason=None,
        size=1,
    )
    others = [made(NOW - timedelta(days=31 * each)) for each in range(12)]

    assert named in staying([named, *others])


# On the disk.


@pytest.fixture
def source(open_):
    return open_().backup_source()


@pytest.fixture
def five(source):
    """Five backups of one day, newest first, all still there; two of them are surplus."""
    kept = source.folder / "kept"
    kept.mkdir()
    for hour in range(5):
        # Put away at once, or the next would thin them out already.
        made = back_up(source, Reason.LOCK, now=NOW - timedelta(hours=5 - hour))
        made.path.rename(kept / made.path.name)
    for each in kept.iterdir():
        each.rename(source.backups / each.name)
    return backup_file.all_in(source.backups)


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def test_what_is_surplus_goes(source, five):
    removed = rotate(source.backups, source.vault_id, now=NOW, whole=five[0])

    assert removed == five[3:]
    assert backup_file.all_in(source.backups) == five[:3]


def test_backups_of_other_journals_and_other_files_are_never_touched(source, five, tmp_path):
    (source.backups / "note.txt").write_text("mine")
    (source.backups / "20260101T000000Z-lock.sdbackup").write_text("no backup")
    before = names(source.backups)

    assert rotate(source.backups, b"x" * 16, now=NOW, whole=five[0]) == []
    assert names(source.backups) == before
    rotate(source.backups, source.vault_id, now=NOW, whole=five[0])
    assert len(before) - len(names(source.backups)) == 2


def test_a_spoiled_backup_never_pushes_out_a_good_one(source, five):
    """Of the three that would stay the oldest takes the place of what goes."""
    data = bytearray(five[2].path.read_bytes())
    data[len(data) // 2] ^= 1
    five[2].path.write_bytes(data)

    removed = rotate(source.backups, source.vault_id, now=NOW, whole=five[0])

    assert removed == [five[4]]
    assert backup_file.all_in(source.backups) == five[:4]


def test_what_was_just_made_stays_whatever_its_time(source, five):
    assert rotate(source.backups, source.vault_id, now=NOW, whole=five[4]) == [five[3]]


def test_a_backup_that_cannot_be_removed_is_left(source, five, monkeypatch):
    def fail(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", fail)

    assert rotate(source.backups, source.vault_id, now=NOW, whole=five[0]) == []


def test_a_folder_that_cannot_be_settled_is_no_reason_to_fail(source, five, monkeypatch):
    def fail(_):
        raise OSError

    monkeypatch.setattr(paths, "sync_folder", fail)

    assert rotate(source.backups, source.vault_id, now=NOW, whole=five[0]) == five[3:]
