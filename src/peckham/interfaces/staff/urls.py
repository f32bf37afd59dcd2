"""Addresses of the staff site; people and requests appear in them only by random keys."""

from django.urls import path

from peckham.interfaces.staff.views import (
    changing,
    door,
    emergencies,
    hub_today,
    limits,
    live,
    my_work,
    people,
    provider,
    requests,
    shell,
    sign_in,
)
from peckham.interfaces.staff.views.admin import employing
from peckham.interfaces.staff.views.admin import people as admin_people
from peckham.interfaces.staff.views.admin import permissions as admin_permissions

app_name = "staff"

urlpatterns = [
    path("", shell.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-in/provider", provider.leave, name="leave_to_sign_in"),
    path("sign-in/back", provider.come_back, name="come_back"),
    path("confirm/provider", provider.confirm, name="confirm_at_provider"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("confirm", sign_in.confirm, name="confirm"),
    path("acting-in", sign_in.acting_in, name="acting_in"),
    path("keys", shell.keys, name="keys"),
    path("find", people.find, name="find"),
    path("people", people.people, name="people"),
    path("people/break-glass", emergencies.find, name="find_in_emergency"),
    path("people/<uuid:public_id>", people.person, name="person"),
    path("people/<uuid:public_id>/limits", limits.limits, name="limits"),
    path("people/<uuid:public_id>/break-glass", emergencies.break_glass, name="break_glass"),
    path("break-glass", emergencies.reviews, name="break_glass_reviews"),
    path("break-glass/<uuid:public_id>/end", emergencies.end, name="end_break_glass"),
    path("break-glass/<uuid:public_id>/review", emergencies.review, name="review_break_glass"),
    path("door", door.door, name="door"),
    path("door/begin", door.begin, name="begin"),
    path("door/preview", door.preview, name="preview"),
    path("door/new", door.take, name="take_unknown"),
    path("door/<uuid:public_id>", door.take, name="take"),
    path("work", my_work.my_work, name="my_work"),
    path("work/worklist.csv", my_work.as_csv, name="worklist_csv"),
    path("hub", hub_today.hub_today, name="hub_today"),
    path("requests/<uuid:public_id>", requests.request, name="request"),
    path("requests/<uuid:public_id>/receipt", requests.receipt, name="receipt"),
    path("requests/<uuid:public_id>/live", live.live, name="live"),
    path("requests/<uuid:public_id>/live/state", live.state, name="live_state"),
    path("requests/<uuid:public_id>/live/<slug:step>", live.step, name="live_step"),
    path("requests/<uuid:public_id>/link", requests.start_linking, name="start_linking"),
    path("requests/<uuid:public_id>/<slug:verb>", changing.change, name="change"),
    path("admin", admin_people.people, name="admin"),
    path("admin/people.csv", admin_people.as_csv, name="admin_csv"),
    path("admin/join", employing.join, name="admin_join"),
    path("admin/permissions", admin_permissions.permissions, name="admin_permissions"),
    path("admin/changes", admin_people.changes, name="staff_changes"),
    path("admin/people/<uuid:public_id>", admin_people.person, name="admin_person"),
    path("admin/people/<uuid:public_id>/leave", employing.leave, name="admin_leave"),
    path("admin/people/<uuid:public_id>/away", employing.away, name="admin_away"),
    path(
        "admin/people/<uuid:public_id>/away/<int:absence_id>/back",
        employing.back,
        name="admin_back",
    ),
    path("admin/people/<uuid:public_id>/undo/<uuid:act>", employing.undo, name="admin_undo"),
    path("admin/memberships/<uuid:public_id>/move", employing.move, name="admin_move"),
    path("admin/memberships/<uuid:public_id>/end", employing.end, name="admin_end"),
]
