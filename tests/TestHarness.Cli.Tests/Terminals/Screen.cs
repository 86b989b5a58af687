using System.Text;
using System.Text.RegularExpressions;

namespace TestHarness.Cli.Tests.Terminals;

/// <summary>A terminal that obeys what the harness sends: line feeds, carriage returns, colours, up, and erase below.</summary>
internal sealed partial class Screen(int columns) : TextWriter
{
    private readonly List<string> _rows = [""];
    private int _row;
    private int _column;

    public override Encoding Encoding => Encoding.UTF8;

    public int Columns { get; private set; } = columns;

    /// <summary>The rows from the first one that scrolled off to the last one, without empty ones at the end.</summary>
    public string[] Rows => [.. string.Join('\n', _rows.Select(row => row.TrimEnd())).TrimEnd('\n').Split('\n')];

    public override void Write(char value) => Write($"{value}");

    public override void Write(string? value)
    {
        foreach (var part in Parts().Matches(value ?? "").Select(match => match.Value))
            Obey(part);
    }

    /// <summary>Folds the rows that are longer than the new width, as tmux and VTE do.</summary>
    public void Resize(int columns)
    {
        Columns = columns;
        string[] rows = [.. _rows.SelectMany(row => Fold(row, columns))];
        _rows.Clear();
        _rows.AddRange(rows);
        (_row, _column) = (_rows.Count - 1, _rows[^1].Length);
    }

    private static IEnumerable<string> Fold(string row, int columns) =>
        row.Length <= columns ? [row] : row.Chunk(columns).Select(part => new string(part));

    private void Obey(string part)
    {
        if (part == "\n")
            MoveTo(_row + 1);
        else if (part == "\r")
            _column = 0;
        else if (part == "\e[J")
            Erase();
        else if (part.EndsWith('A') && part[0] == '\e')
            _row -= int.Parse(part[2..^1]);
        else if (part[0] != '\e')
            Show(part);
    }

    private void Show(string character)
    {
        if (_column == Columns)
            MoveTo(_row + 1);
        _rows[_row] = _rows[_row].PadRight(_column)[.._column] + character + string.Concat(_rows[_row].Skip(_column + 1));
        _column++;
    }

    private void MoveTo(int row)
    {
        (_row, _column) = (row, 0);
        while (_rows.Count <= row)
            _rows.Add("");
    }

    private void Erase()
    {
        _rows[_row] = _rows[_row][.._column];
        _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
    }

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\e[=>]|[\s\S]")]
    private static partial Regex Parts();
}
