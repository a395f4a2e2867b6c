"""The one list of modules a city edits: take a line away and that feature is gone."""

KERNEL = [
    "cygos.kernel.acts",
    "cygos.kernel.pack",
    "cygos.kernel.city",
    "cygos.kernel.places",
    "cygos.kernel.holidays",
    "cygos.kernel.terms",
    "cygos.kernel.people",
    "cygos.kernel.ledger",
    "cygos.kernel.cases",
    "cygos.kernel.search",
]

MODULES = [
    "cygos.information.notices",
    "cygos.information.pieces",
    "cygos.information.news",
    "cygos.information.agenda",
    "cygos.information.announcements",
    "cygos.information.papers",
    "cygos.information.guides",
    "cygos.information.faq",
    "cygos.information.albums",
    "cygos.information.pages",
    "cygos.information.feeds",
    "cygos.information.api",
    "cygos.information.redirects",
    "cygos.information.subscriptions",
    "cygos.information.profiles",
    "cygos.information.portal",
    "cygos.information.publishing",
]
