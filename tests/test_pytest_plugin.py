"""The pytest plugin: each pair is a test, whether an option or the configuration names its folder."""

from pathlib import Path

import pytest

from boilerkit import clean
from boilerkit.fixtures.build import of_result
from boilerkit.fixtures.pairs import write_pair

ROOT = Path(__file__).parents[1]
PROSE = "The council approved the new bridge on Monday, and work on it will begin in spring."
PAGE = f"Old bridge reopens\n\n{PROSE}\n\nShare this article\n"


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a good pair, a wrong one, and one that is known to fail, and a test of its own."""
    pairs = pytester.path / "pairs"
    for name in ("good", "blog/wrong", "blog/known"):
        write_pair(of_result(clean(PAGE), pairs, name))
    for name, text in (("blog/wrong", "{}"), ("blog/known", '{"known_failure": "no rule for it"}')):
        (pairs / f"{name}.record.json").write_text(text)
        (pairs / f"{name}.expected.txt").write_text(PAGE)
    pytester.makepyfile(test_own="def test_own(): pass")
    return pytester


def test_the_option_adds_a_folder_to_what_runs(project: pytest.Pytester) -> None:
    done = project.runpytest_subprocess("--boilerkit", "pairs", "test_own.py", "-rx")
    done.assert_outcomes(passed=2, failed=1, xfailed=1)
    done.stdout.fnmatch_lines(
        [
            "*boilerkit: blog/wrong*",
            "blog/wrong: differs",
            "  wrongly removed by share.button: “Share this article” is a button to share or follow (line 5)",
            "    - Share this article",
            "XFAIL pairs/blog/known.input.txt::blog/known - no rule for it",
        ]
    )
    done.stdout.no_fnmatch_line("*Traceback*")


def test_the_configuration_adds_a_folder_unless_others_are_named(project: pytest.Pytester) -> None:
    project.makeini("[pytest]\nboilerkit_fixtures = pairs\n")
    project.runpytest_subprocess().assert_outcomes(passed=2, failed=1, xfailed=1)
    project.runpytest_subprocess("test_own.py").assert_outcomes(passed=1)
    project.runpytest_subprocess("pairs/blog").assert_outcomes(failed=1, xfailed=1)
    project.runpytest_subprocess("pairs/good.input.txt").assert_outcomes(passed=1)
    project.runpytest_subprocess("-k", "good").assert_outcomes(passed=1, deselected=3)


def test_a_folder_outside_of_the_project_runs_too(project: pytest.Pytester, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    write_pair(of_result(clean(PAGE), folder, "good"))
    project.runpytest_subprocess("test_own.py", "--boilerkit", str(folder)).assert_outcomes(passed=2)


def test_the_projects_own_configuration_of_boilerkit_holds(project: pytest.Pytester) -> None:
    project.path.joinpath("boilerkit.toml").write_text('ignore = ["share"]\n')
    done = project.runpytest_subprocess("--boilerkit", "pairs")
    done.assert_outcomes(passed=2, failed=2)
    done.stdout.fnmatch_lines(["blog/known: comes out right now; take known_failure out of its record"])


def test_a_folder_that_is_not_there_is_a_usage_error(project: pytest.Pytester) -> None:
    done = project.runpytest_subprocess("--boilerkit", "nowhere")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["*boilerkit: there is no folder *nowhere* of fixture pairs"])


def test_without_a_folder_the_plugin_stays_away(project: pytest.Pytester) -> None:
    project.makeconftest(
        "import sys\ndef pytest_unconfigure():\n"
        "    assert not {'boilerkit.fixtures.check', 'boilerkit.config', 'rich', 'click'} & set(sys.modules)\n"
    )
    done = project.runpytest_subprocess()
    done.assert_outcomes(passed=1)
    assert done.ret == 0


def test_our_own_fixtures_run_through_it(pytester: pytest.Pytester) -> None:
    pairs = len([*(ROOT / "fixtures").rglob("*.input.txt"), *(ROOT / "fixtures").rglob("*.input.html")])
    done = pytester.runpytest_subprocess("--boilerkit", str(ROOT / "fixtures"), str(ROOT / "fixtures"))
    outcomes = done.parseoutcomes()
    assert outcomes.get("passed", 0) + outcomes.get("xfailed", 0) == pairs
    assert done.ret == 0
