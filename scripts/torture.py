"""The articles, the comparison and the readers of scripts/tables.sh.

torture.py articles         prints articles whose names, titles and texts are what spreadsheet programs spoil
torture.py compare OUT LO   compares what LibreOffice made of the tables in OUT (files in LO) with what was put in
torture.py validate OUT     validates datapackage.json with frictionless
torture.py types OUT        reads every table with pandas, polars and DuckDB and prints the types that they find
"""

import csv
import json
import pathlib
import sys

LONG = "word " * 8000

# The columns of words that are taken as they stand, and so can be compared with what was put in.
WORDS = {
    "formula": "=1+1",
    "plus": "+49 30 1234567",
    "minus": "-1+2",
    "at": "@SUM(A1:A9)",
    "command": "=cmd|'/C calc'!A0",
    "link": '=HYPERLINK("https://example.org","x")',
    "zeros": "007",
    "long number": "12345678901234567890",
    "exponent": "1E5",
    "decimal": "1.50",
    "day": "2025-04-07",
    "slashes": "1/2/2025",
    "month": "MAR1",
    "NA": "NA",
    "TRUE": "TRUE",
    "emoji": "👩‍👩‍👧 🇩🇪 😀",
    "right to left": "שלום עולם, مرحبا",
    "dotless": "ırmak İstanbul",
    "quotes": 'she said "no", twice; then left',
    "lines": "one\nline\r\nand\tanother\u2028and \x07one",
    "surrogate": "_xD83D_ and \\uD83D and _x000D_",
    "markup": "<b>&amp;</b> ]]>",
    "40,000 characters": LONG,
    "apostrophe": "'quoted' words",
    "null": "null",
}


def folded(text):
    """What a cell makes of words: white space and control characters are single spaces."""
    return " ".join("".join(" " if c.isspace() or ord(c) < 32 or c in "\u2028\u2029" else c for c in text).split())


def articles():
    for name, words in WORDS.items():
        quoted = folded(words)[:200].replace('"', "'")
        text = f"The tower is safe, Ann Lee said on Monday. “{quoted} is what we found,” said {quoted}.\n\n{words}"
        print(json.dumps({
            "id": words if len(words) < 99 else name, "title": words, "author": words if len(words) < 99 else "", "outlet": words if len(words) < 99 else "",
            "url": f"https://example.org/{len(name)}?q={name.replace(' ', '+')}#top" if name != "formula" else "=1+1",
            "published": "2025-04-08", "text": text,
        }))


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def unguarded(cell):
    rest = cell[1:].lstrip("' \u00a0\u200b")
    return cell[1:] if cell.startswith("'") and rest[:1] in tuple("=+-@＝＋－＠") else cell


def compare(out, made):
    import openpyxl

    csv.field_size_limit(1 << 30)
    names = {unguarded(folded(words)) if len(words) < 99 else name: name for name, words in WORDS.items()}
    totals = {}
    print(f"{'words':<18} {'table.column':<22} {'in the CSV file':<16} {'LibreOffice, CSV':<28} LibreOffice, XLSX")
    for table in ["documents", "claims"]:
        put = list(rows(out / f"{table}.csv"))
        book = list(rows(made / "xlsx" / f"sayso-{table}.csv"))
        sheet = openpyxl.load_workbook(made / "csv" / f"{table}.xlsx").active
        header, *cells = [list(row) for row in sheet.iter_rows()]
        header = [cell.value for cell in header]
        assert len(put) == len(book) == len(cells), (len(put), len(book), len(cells))
        shown = set()
        for row, other, made_cells in zip(put, book, cells):
            for column, cell in row.items():
                if column == "csv_guarded":
                    continue
                text = unguarded(cell)
                guarded = text != cell
                made_cell = made_cells[header.index(column)]
                value = "" if made_cell.value is None else made_cell.value
                if made_cell.data_type == "f":
                    from_csv = f"RUN AS A FORMULA: {value}"
                elif isinstance(value, str):
                    from_csv = ("guarded" if guarded else "verbatim") if value == cell else "cut" if cell.startswith(value) else f"CHANGED: {value[:20]!r}"
                else:
                    from_csv = f"{type(value).__name__} {str(value)[:19]}"
                back = other[column]
                if back == text:
                    from_xlsx = "verbatim"
                elif "… [cut" in back and text.startswith(back[: back.rindex("… [cut")]):
                    from_xlsx = "cut, with a mark"
                elif number(back) is not None and number(back) == number(text):
                    from_xlsx = "the same number"
                else:
                    from_xlsx = f"CHANGED: {back[:30]!r}"
                key = (table, "guarded" if guarded else "as it is", from_csv.split(" ")[0], from_xlsx.split(":")[0])
                totals[key] = totals.get(key, 0) + 1
                name = names.get(folded(unguarded(row["doc_id"])), row["doc_id"])
                wanted = column in ("headline", "published") and table == "documents" and (column, value) not in shown
                shown.add((column, str(value)))
                wanted |= column in ("claim", "speaker") and table == "claims" and guarded
                if wanted and (name, column) not in shown or "CHANGED" in from_xlsx + from_csv or "FORMULA" in from_csv:
                    shown.add((name, column))
                    print(f"{name:<18} {table + '.' + column:<22} {'guarded' if guarded else 'as it is':<16} {from_csv:<28} {from_xlsx}")
    print("\nall cells: table, in the CSV file, LibreOffice from CSV, LibreOffice from XLSX")
    for key, count in sorted(totals.items()):
        print(f"{count:>7}  {', '.join(key)}")


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def types(out):
    import duckdb
    import pandas
    import polars

    def show(reader, name, rows, kinds):
        kinds = " ".join(f"{column}:{kind}" for column, kind in kinds)
        print(f"{reader}, {name}, {rows} rows: {kinds}")

    tables = ["claims", "speakers", "quotes", "entities", "dates", "sentences", "documents"]
    for table in tables:
        for ending, read in [
            ("csv", lambda path: pandas.read_csv(path)),
            ("jsonl", lambda path: pandas.read_json(path, lines=True)),
            ("parquet", lambda path: pandas.read_parquet(path)),
            ("xlsx", lambda path: pandas.read_excel(out / "sayso.xlsx", sheet_name=table)),
        ]:
            frame = read(out / f"{table}.{ending}")
            show("pandas", f"{table}.{ending}", len(frame), frame.dtypes.items())
        for ending, read in [
            ("csv", lambda path: polars.read_csv(path, infer_schema_length=None, try_parse_dates=True)),
            ("jsonl", lambda path: polars.read_ndjson(path, infer_schema_length=None)),
            ("parquet", lambda path: polars.read_parquet(path)),
        ]:
            frame = read(out / f"{table}.{ending}")
            show("polars", f"{table}.{ending}", len(frame), frame.schema.items())
        for ending, read in [("csv", "read_csv"), ("jsonl", "read_json"), ("parquet", "read_parquet")]:
            query = f"describe select * from {read}('{out / table}.{ending}')"
            count = duckdb.sql(f"select count(*) from {read}('{out / table}.{ending}')").fetchall()[0][0]
            show("DuckDB", f"{table}.{ending}", count, [row[:2] for row in duckdb.sql(query).fetchall()])


def validate(out):
    import frictionless

    descriptor = json.loads((out / "datapackage.json").read_text("utf8"))
    for resource in descriptor["resources"]:
        # frictionless 5 takes every .parquet for a table, and does not count its bytes.
        resource.setdefault("type", "file")
    report = frictionless.Package(descriptor, basepath=str(out)).validate()
    for task in report.tasks:
        print(f"{'valid' if task.valid else 'INVALID'}: {task.place} as a {task.type}", *[error.message for error in task.errors])


if __name__ == "__main__":
    command, *paths = sys.argv[1:]
    {"articles": articles, "compare": compare, "types": types, "validate": validate}[command](*map(pathlib.Path, paths))
