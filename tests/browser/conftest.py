"""A real Chromium for the journeys. On CI a missing one is a failure, elsewhere a skip."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from commentary.models import User

# The shell is Chromium without its windows: the same engine for two thirds of the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)

# Playwright's synchronous API runs an event loop in this thread; the ORM is used beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # The server answers from another thread and must see what the test has written.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=False))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None:
        message = (
            "Install Chromium for the browser tests "
            "(Debian: apt-get install chromium-headless-shell)."
        )
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)  # on a laptop; the message says how to get one
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture
def browser_context_args(live_server: Any) -> dict[str, Any]:
    return {"base_url": live_server.url, "viewport": {"width": 1360, "height": 900}}


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A phone-sized touch screen."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
    )
    yield context
    context.close()


@pytest.fixture
def plain(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A browser without JavaScript."""
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 1024, "height": 800},
    )
    yield context
    context.close()


@pytest.fixture
def sign_in(live_server: Any) -> Any:
    """Give a browser context somebody's session."""

    def sign_in(context: BrowserContext, user: User) -> None:
        client = Client()
        client.force_login(user)
        context.add_cookies(
            [
                {
                    "name": "sessionid",
                    "value": client.cookies["sessionid"].value,
                    "url": live_server.url,
                }
            ]
        )

    return sign_in


@pytest.fixture(autouse=True)
def _no_console_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever the browser complains about fails the test."""
    complaints: list[str] = []

    def watch(page: Page) -> None:
        def complain(message: ConsoleMessage) -> None:
            # A refused request is an error to the browser and to htmx, and an answer to us.
            refused = "status of 4" in message.text or "Error Code 4" in message.text
            if message.type == "error" and not refused:
                complaints.append(message.text)

        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    for name in ("context", "phone", "plain"):
        if name in request.fixturenames or (name == "context" and "page" in request.fixturenames):
            request.getfixturevalue(name).on("page", watch)
    yield
    assert complaints == []
