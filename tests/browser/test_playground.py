"""The playground in Chromium, as people use it: nothing is asked of another host, nothing stands in the console."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import KEY, Look, Site

TABS = ".graphiql-tab-button"
EXAMPLES = ["Newest", "Changes", "FrontPage", "Newsroom", "Search", "Story", "Topics"]


def test_the_operations_of_the_site_stand_in_tabs_and_run(look: Look, site: Site) -> None:
    look.open(site.url)
    expect(look.page.locator(TABS)).to_have_text(EXAMPLES)

    for name, found in (("FrontPage", '"snapshot"'), ("Search", "<mark>"), ("Topics", '"totalCount"')):
        look.page.locator(TABS).get_by_text(name).click()
        look.run()
        look.shows(found)


def test_a_query_is_typed_with_completion_and_run(look: Look, site: Site) -> None:
    look.open(site.url)
    look.type_query("query Typed { snapshot { artic")
    look.page.keyboard.press("Control+Space")
    completion = look.page.locator(".suggest-widget .monaco-list-row").get_by_text("articles").first
    completion.wait_for()
    look.page.keyboard.press("Enter")
    look.page.keyboard.insert_text(" } }")
    look.page.keyboard.press("Control+Enter")

    look.shows('"articles": ')
    expect(look.page.locator(TABS).first).to_have_text("Typed")


def test_an_error_is_shown_with_its_code(look: Look, site: Site) -> None:
    look.open(site.url)
    look.type_query("{ articles(first: 1000) { nodes { title } } }")
    look.run()

    look.shows("BAD_USER_INPUT")


def test_the_schema_can_be_read_and_searched(look: Look, site: Site) -> None:
    look.open(site.url)
    look.page.get_by_role("button", name="Show Documentation Explorer").click()
    look.page.get_by_role("link", name="Query").first.click()
    expect(look.page.locator(".graphiql-plugin")).to_contain_text("The object with a global id")

    look.page.get_by_role("combobox").fill("relatedFrom")
    look.page.get_by_role("option").filter(has_text="relatedFrom").first.click()
    expect(look.page.locator(".graphiql-doc-explorer-title")).to_have_text("relatedFrom")


def test_a_query_is_put_together_with_the_explorer(look: Look, site: Site) -> None:
    look.open(site.url)
    look.type_query("query Built { snapshot { id } }")
    look.page.get_by_role("button", name="Show GraphiQL Explorer").click()
    look.page.locator(".graphiql-explorer-node").get_by_text("topics", exact=True).last.click()

    expect(look.page.locator(".graphiql-query-editor")).to_contain_text("topics")


def test_what_was_run_is_in_the_history(look: Look, site: Site) -> None:
    look.open(site.url)
    look.type_query("query Remembered { __typename }")
    expect(look.page.locator(TABS).first).to_have_text("Remembered")
    look.run()
    look.shows('"Query"')
    look.page.get_by_role("button", name="Show History").click()

    expect(look.page.locator(".graphiql-history-item").first).to_contain_text("Remembered")


def test_subscribers_see_changes_as_they_come(look: Look, site: Site) -> None:
    story = site.folder / "_news/2025-02-25-ten-ways-to-fold-a-map-of-the-harbour.md"
    look.open(site.url)
    look.page.locator(TABS).get_by_text("Changes").click()
    look.run()
    look.page.get_by_role("button", name="Stop query").wait_for()
    look.page.wait_for_timeout(500)  # nothing tells a person that the subscription has begun
    story.write_text(story.read_text("utf-8").replace("Ten ways", "Eleven ways"), "utf-8")

    look.shows("Eleven ways")
    look.page.get_by_role("button", name="Stop query").click()


def test_holders_of_the_scope_see_how_an_operation_is_answered(look: Look, site: Site) -> None:
    look.open(site.url)
    look.page.get_by_role("button", name="Show How it is answered").click()
    panel = look.page.locator(".explain")
    expect(panel).to_contain_text("Run an operation")
    look.run()
    expect(panel).to_contain_text("Only holders of the scope `editor` may see this.")
    assert look.messages == ["error: Failed to load resource: the server responded with a status of 403 (Forbidden)"]
    look.messages.clear()

    look.type_headers(f'{{"x-api-key": "{KEY}"}}')
    look.run()
    for text in (
        "articles  -> page of Query.articles(first: 5",
        "SELECT json_object(",
        "?1  5",
        "SCAN",
        "milliseconds",
    ):
        expect(panel).to_contain_text(text)


def test_keys_do_not_stay_in_the_browser(look: Look, site: Site) -> None:
    look.open(site.url)
    look.type_headers(f'{{"x-api-key": "{KEY}"}}')
    look.run()
    look.shows('"data"')
    look.page.wait_for_function("localStorage['graphiql:queries']")  # the history
    look.page.wait_for_timeout(1000)  # what is typed is stored after a while

    assert KEY not in look.page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    look.page.reload()
    look.page.wait_for_selector(".graphiql-query-editor .view-line")
    assert KEY not in look.page.content()


def test_it_can_be_dark(look: Look, site: Site) -> None:
    look.page.emulate_media(color_scheme="dark")
    look.open(site.url)
    color = look.page.evaluate("getComputedStyle(document.querySelector('.graphiql-container')).backgroundColor")

    assert sum(map(int, color[color.index("(") + 1 : -1].split(",")[:3])) < 200


def test_it_can_be_used_on_a_phone(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    look = Look(context.new_page())
    look.open(site.url)
    look.run()
    look.shows("Tideline weekly")

    width = look.page.evaluate("document.documentElement.scrollWidth")
    boxes = [look.page.locator(each).bounding_box() for each in (".graphiql-query-editor", ".graphiql-response")]
    assert look.messages == look.foreign == []
    look.page.get_by_role("button", name="Show How it is answered").click()
    panel = look.page.locator(".explain").bounding_box()
    context.close()
    assert width <= 390
    assert panel is not None
    assert panel["width"] >= 280
    for box in boxes:
        assert box is not None
        assert box["width"] >= 280
        assert box["height"] >= 150
