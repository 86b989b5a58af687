using System.Globalization;
using System.Text;

namespace TestHarness.Tests.Texts;

/// <summary>
/// What a terminal does with a text, after ECMA-48 and Paul Williams' parser of DEC's terminals: control functions are executed,
/// sequences are dispatched, the rest is printed. It knows nothing of how the harness shows text.
/// </summary>
internal sealed class TerminalMachine
{
    private readonly List<string> _obeyed = [];
    private State _state;

    private enum State
    {
        Ground,
        Escape,
        EscapeIntermediate,
        ControlSequence,
        String,
    }

    /// <summary>The control functions and sequences in the text, line feeds and tabs left out.</summary>
    public static IReadOnlyList<string> Obeyed(string text)
    {
        var machine = new TerminalMachine();
        foreach (var rune in text.EnumerateRunes())
            machine.Read(rune.Value);
        if (machine._state != State.Ground)
            machine._obeyed.Add($"unfinished {machine._state}");
        return machine._obeyed;
    }

    /// <summary>
    /// Characters that are not seen, or move others: Unicode's controls, formats, separators of lines, and what is no character.
    /// </summary>
    public static IEnumerable<int> Unseen(string text) => text.EnumerateRunes()
        .Where(rune => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned)
        .Select(rune => rune.Value)
        .Where(value => value is not ('\n' or '\t'));

    private void Read(int code)
    {
        // From anywhere: C1, CAN, SUB and ESC.
        if (code is >= 0x80 and <= 0x9f)
            Control(code);
        else if (code is 0x18 or 0x1a)
            Enter(State.Ground, $"{code:x2}");
        else if (code == 0x1b)
            Enter(State.Escape, "ESC");
        else
            ReadIn(code);
    }

    private void Control(int code)
    {
        var next = code switch
        {
            0x90 or 0x98 or 0x9d or 0x9e or 0x9f => State.String,
            0x9b => State.ControlSequence,
            _ => State.Ground,
        };
        Enter(next, $"{code:x2}");
    }

    private void Enter(State state, string what)
    {
        _obeyed.Add(what);
        _state = state;
    }

    private void ReadIn(int code)
    {
        if (_state == State.String)
        {
            if (code == 0x07)
                Enter(State.Ground, "string");
            return;
        }

        if (code < 0x20 || code == 0x7f)
        {
            if (code is not ('\n' or '\t'))
                _obeyed.Add($"{code:x2}");
            return;
        }

        _state = _state switch
        {
            State.Escape when code == '[' => State.ControlSequence,
            State.Escape when code is ']' or 'P' or 'X' or '^' or '_' => State.String,
            State.Escape or State.EscapeIntermediate when code is >= 0x20 and <= 0x2f => State.EscapeIntermediate,
            State.ControlSequence when code is >= 0x20 and <= 0x3f => State.ControlSequence,
            _ => State.Ground,
        };
    }
}
