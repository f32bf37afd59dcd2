"""Addresses of the residents' site; nothing personal is ever in one."""

from django.urls import path

from peckham.interfaces.residents.views import (
    about,
    asking,
    contracts_here,
    given,
    home,
    looks,
    mine,
    neighbourhoods,
    own_copy,
    provider,
    published,
    sharing,
    signing_in,
    tracking,
    where,
)

app_name = "residents"

urlpatterns = [
    path("", home.home, name="home"),
    path("ask/", asking.start, name="ask"),
    path("ask/in-danger/", asking.in_danger, name="in_danger"),
    path("ask/check/", asking.check, name="check"),
    path("ask/sent/", asking.sent, name="sent"),
    path("ask/forget/", asking.forget, name="forget"),
    path("ask/keep/", asking.keep, name="keep"),
    path("ask/<slug:slug>/", asking.ask, name="question"),
    path("track/", tracking.track, name="track"),
    path("track/progress/", tracking.progress, name="progress"),
    path("track/withdraw/", tracking.withdraw, name="withdraw"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/provider/", provider.leave, name="leave_to_sign_in"),
    path("sign-in/back/", provider.come_back, name="come_back"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("timed-out/", signing_in.timed_out, name="timed_out"),
    path("my/stay/", signing_in.stay, name="my_stay"),
    path("my/requests/", mine.requests, name="my_requests"),
    path("my/looks/", looks.looks, name="my_looks"),
    path("my/copy/", own_copy.copies, name="my_copy"),
    path("my/copy/<uuid:public_id>/", own_copy.printable, name="my_copy_page"),
    path("my/copy/<uuid:public_id>/my-record.json", own_copy.as_json, name="my_copy_json"),
    path("where-i-live/", where.where, name="where"),
    path("where-i-live/<slug:code>/", where.area, name="where_area"),
    path("neighbourhoods/", neighbourhoods.plans, name="neighbourhoods"),
    path("neighbourhoods/<uuid:public_id>/", neighbourhoods.plan, name="neighbourhood_plan"),
    path(
        "neighbourhoods/<uuid:public_id>/map.svg",
        neighbourhoods.picture,
        name="neighbourhood_picture",
    ),
    path("my/contracts/", contracts_here.mine, name="my_contracts"),
    path(
        "contracts-here/<uuid:public_id>/",
        contracts_here.neighbourhood,
        name="contracts_here",
    ),
    path("who-was-given-what/", given.places_named, name="given"),
    path("who-was-given-what/<uuid:public_id>/", given.place, name="given_place"),
    path("published/contracts/", published.contracts, name="published"),
    path("published/contracts.json", published.package, name="published_package"),
    path("published/contracts/<uuid:public_id>/", published.contract, name="published_contract"),
    path(
        "published/contracts/<uuid:public_id>/contract.pdf",
        published.on_paper,
        name="published_paper",
    ),
    path(
        "published/contracts/<uuid:public_id>/releases.json",
        published.releases,
        name="published_releases",
    ),
    path(
        "published/population-payment/<str:file>", published.extension, name="published_extension"
    ),
    path("who-shares-records/", sharing.agreements, name="agreements"),
    path("language/", about.language, name="language"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("cookies/", about.cookies, name="cookies"),
]
