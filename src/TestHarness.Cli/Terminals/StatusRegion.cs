using System.Text;
using Spectre.Console;

namespace TestHarness.Cli.Terminals;

/// <summary>
/// Lines under the scrolling output of a terminal. They are drawn again after each output, and at most five times a second when
/// they have changed. They hold no line of the output back but one that has not ended yet.
/// </summary>
/// <remarks>
/// Spectre.Console's live displays take the whole output over, and do not know lines that come in parts and from two streams.
/// This needs two control sequences: up by lines, and erase to the end of the screen.
/// </remarks>
internal sealed class StatusRegion : IDisposable
{
    /// <summary>The height of a terminal that does not report one.</summary>
    public const int UsualRows = 24;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>The room that stays free at the end of a line, where a terminal shows the ^C of a person.</summary>
    private const int Free = 3;

    private readonly Lock _gate = new();
    private readonly TextWriter _writer;
    private readonly Func<(int Columns, int Rows)> _size;
    private readonly Func<IEnumerable<string>> _lines;
    private readonly Timer _timer;
    private string[] _drawn = [];
    private string _open = "";
    private bool _isOver;

    /// <summary>Starts to show lines.</summary>
    /// <param name="writer">The terminal.</param>
    /// <param name="size">Reads the size of the terminal, which may change.</param>
    /// <param name="lines">Returns the lines, as they may be shown; a line that is too long is cut.</param>
    /// <param name="interval">The time between two looks whether lines have changed; 200 ms when it is null.</param>
    public StatusRegion(
        TextWriter writer,
        Func<(int Columns, int Rows)> size,
        Func<IEnumerable<string>> lines,
        TimeSpan? interval = null)
    {
        (_writer, _size, _lines) = (writer, size, lines);
        _timer = new Timer(_ => Refresh(), null, interval ?? Interval, interval ?? Interval);
    }

    /// <summary>Writes output above the lines; a line that has not ended waits for its end.</summary>
    /// <param name="writer">The stream of the same terminal to which the output goes.</param>
    public void Write(TextWriter writer, string text)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                writer.Write(text);
                writer.Flush();
                return;
            }

            _open += text;
            if (_open.LastIndexOf('\n') is >= 0 and var end)
            {
                Put(writer, $"{Erase()}{_open[..(end + 1)]}{Draw()}");
                _open = _open[(end + 1)..];
            }
        }
    }

    /// <summary>Draws the lines again if they have changed.</summary>
    internal void Refresh()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            try
            {
                if (!Cut().SequenceEqual(_drawn))
                    Put(_writer, $"{Erase()}{Draw()}");
            }
            catch (IOException)
            {
                // The terminal is gone; the run goes on without it.
                _isOver = true;
            }
        }
    }

    /// <summary>Removes the lines.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            _timer.Dispose();
            try
            {
                Put(_writer, $"{Erase()}{_open}");
            }
            catch (IOException)
            {
                // The terminal is gone, and the lines with it.
            }
        }
    }

    private static void Put(TextWriter writer, string text)
    {
        writer.Write(text);
        writer.Flush();
    }

    /// <summary>Returns the sequences that remove the lines, which a narrower terminal may have folded.</summary>
    private string Erase()
    {
        if (_drawn.Length == 0)
            return "";
        var columns = Math.Max(1, _size().Columns);
        var rows = _drawn.Sum(line => Math.Max(1, (line.GetCellWidth() + columns - 1) / columns));
        return rows > 1 ? $"\r\e[{rows - 1}A\e[J" : "\r\e[J";
    }

    private string Draw()
    {
        _drawn = Cut();
        return string.Join('\n', _drawn);
    }

    private string[] Cut()
    {
        var (columns, rows) = _size();
        return [.. _lines().Take(Math.Max(1, rows / 2)).Select(line => Cut(line, columns - Free))];
    }

    private static string Cut(string line, int cells)
    {
        if (line.GetCellWidth() <= cells)
            return line;
        var (kept, used) = (new StringBuilder(), 1);
        foreach (var rune in line.EnumerateRunes())
        {
            used += $"{rune}".GetCellWidth();
            if (used > cells)
                break;
            kept.Append(rune);
        }

        return $"{kept}…";
    }
}
