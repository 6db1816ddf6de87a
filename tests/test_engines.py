"""Whoever cleans the pages, the rows are the same: one process, several, Arrow, Ray, datatrove, and engines beside."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from boilerkit import Result
from boilerkit.cli import main
from boilerkit.config import Config
from boilerkit.corpus import Limits, Outcome, Source, run

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed; the extra `parquet` brings it")

from boilerkit.corpus.arrow import clean_batch, clean_schema, clean_table  # noqa: E402

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").rglob("*.input.txt"))
LIMITS = Limits(size=20_000)
PAGES = [
    *(Source(path.name, path.read_text("utf-8"), "text", f"https://example.org/{path.name}") for path in FIXTURES),
    Source("large", "x" * 20_001, "text"),
    Source("empty", "", "text"),
]
TABLE = pa.table(
    {
        "id": [page.id for page in PAGES],
        "url": [page.url for page in PAGES],
        "text": [page.content for page in PAGES],
    }
)

Row = tuple[str, str | None, str | None, list[dict[str, Any]] | None, str | None]


def row_of(outcome: Outcome) -> Row:
    result = outcome.result
    if result is None:
        return outcome.id, None, None, None, outcome.error
    return outcome.id, result.text, result.title, [cut.to_dict() for cut in result.removals], None


def rows_of(rows: Iterable[dict[str, Any]]) -> list[Row]:
    return [(row["id"], row["clean_text"], row["title"], row["removals"], row["error"]) for row in rows]


@pytest.fixture(scope="module")
def expected() -> list[Row]:
    return list(map(row_of, run(PAGES, limits=LIMITS)))


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """Ray on two processors of this machine."""
    ray = pytest.importorskip("ray", reason="ray is not installed; the extra `ray` brings it")
    pytest.importorskip("ray.data")
    paths = {"env_vars": {"PYTHONPATH": str(Path(__file__).parent)}}
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error", runtime_env=paths)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()


def test_some_pages_are_cut_and_one_fails(expected: list[Row]) -> None:
    assert sum(bool(removals) for _, _, _, removals, _ in expected) > len(expected) / 2
    assert [row[0] for row in expected if row[4]] == ["large"]


def test_several_processes_give_the_same_rows(expected: list[Row]) -> None:
    assert list(map(row_of, run(PAGES, limits=LIMITS, jobs=2))) == expected


def test_arrow_gives_the_same_rows(expected: list[Row]) -> None:
    assert rows_of(clean_table(TABLE, limits=LIMITS).to_pylist()) == expected


def test_ray_data_gives_the_same_rows(ray: Any, expected: list[Row]) -> None:
    from boilerkit.corpus.ray import clean_dataset

    cleaned = clean_dataset(ray.data.from_arrow(TABLE), limits=LIMITS, batch_size=8)
    assert sorted(rows_of(cleaned.take_all())) == sorted(expected)
    assert set(cleaned.columns()) == {*TABLE.column_names, "clean_text", "title", "removals", "error"}


def test_ray_in_the_place_of_processes_gives_the_same_rows(ray: Any, expected: list[Row]) -> None:
    assert list(map(row_of, run(PAGES, limits=LIMITS, engine="ray"))) == expected


def deadly(source: Source, config: Config) -> Result:
    """Stands for a rule that kills its process."""
    if source.content == "die":
        os._exit(9)
    return Result(str(source.content))


def test_a_page_that_kills_its_process_on_ray_is_the_only_one_to_fail(ray: Any) -> None:
    sources = [Source(str(number), "die" if number == 3 else "stay") for number in range(9)]
    outcomes = list(run(sources, engine="ray", work=deadly))
    assert [outcome.id for outcome in outcomes if outcome.result is None] == ["3"]
    assert "process that cleaned it died" in outcomes[3].error
    assert [outcome.id for outcome in outcomes] == [source.id for source in sources]


def test_the_command_writes_the_same_parts_with_ray(ray: Any, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(TABLE, tmp_path / "pages.parquet")
    for engine in ("processes", "ray"):
        out = ["-o", f"{tmp_path}/{engine}/", "--format", "jsonl", "--part-pages", "16"]
        code = main(["clean", str(tmp_path / "pages.parquet"), "-q", "--engine", engine, "--page-size", "20000", *out])
        assert code == 1
    first, second = (sorted((tmp_path / engine).iterdir()) for engine in ("processes", "ray"))
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_ray_is_not_asked_to_watch_the_clock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("A page.")
    assert main(["clean", str(tmp_path / "a.txt"), "--engine", "ray", "--page-seconds", "1"]) == 2
    assert "leave out --page-seconds or --engine ray" in capsys.readouterr().err


def test_datatrove_gives_the_same_rows(expected: list[Row], tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed; the extra `datatrove` brings it")
    from datatrove.data import Document
    from datatrove.pipeline.writers import JsonlWriter

    from boilerkit.corpus.datatrove import BoilerkitFilter

    documents = [Document(str(page.content), page.id, metadata={"url": page.url}) for page in PAGES]
    step = BoilerkitFilter(limits=LIMITS, exclusion_writer=JsonlWriter(str(tmp_path)))
    passed = {document.id: document.text for document in step.run(iter(documents))}
    records = [document.metadata["boilerkit"] for document in documents]
    rows = [
        (record["id"], passed.get(record["id"]), record.get("title"), record.get("removals"), record.get("error"))
        for record in records
    ]
    assert [row for row in rows if row[0] != "empty"] == [row for row in expected if row[0] != "empty"]
    assert set(passed) == {page.id for page in PAGES} - {"large", "empty"}
    assert step.stats["dropped_boilerkit_failed"].total == 1
    assert step.stats["dropped_boilerkit_nothing_left"].total == 1


def test_polars_gives_the_same_rows(expected: list[Row]) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = polars.from_arrow(TABLE)
    cleaned = polars.from_arrow(clean_table(frame.to_arrow(), limits=LIMITS))
    assert rows_of(cleaned.to_dicts()) == expected


def test_duckdb_gives_the_same_rows(expected: list[Row], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    import pyarrow.parquet as pq

    pq.write_table(TABLE, tmp_path / "pages.parquet")
    base = duckdb.connect()
    batches = base.sql(f"select * from '{tmp_path}/pages.parquet'").to_arrow_reader(16)
    schema = clean_schema(batches.schema)
    cleaned = pa.RecordBatchReader.from_batches(schema, (clean_batch(batch, limits=LIMITS) for batch in batches))
    second = base.cursor()  # the first one is still reading
    second.register("cleaned", cleaned)
    second.sql(f"copy cleaned to '{tmp_path}/clean.parquet'")
    assert rows_of(pq.read_table(tmp_path / "clean.parquet").to_pylist()) == expected


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs a Java machine, and there is none")
def test_spark_gives_the_same_rows(expected: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    import sys

    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    pq.write_table(TABLE, tmp_path / "pages.parquet")
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()

    def clean(batches: Iterable[Any]) -> Iterator[Any]:
        return (clean_batch(batch, limits=Limits(size=20_000)) for batch in batches)

    try:
        pages = spark.read.parquet(str(tmp_path / "pages.parquet"))
        cleaned = pages.mapInArrow(clean, from_arrow_schema(clean_schema(TABLE.schema))).toArrow().to_pylist()
    finally:
        spark.stop()
    assert rows_of(cleaned) == expected
