using System.Text;

namespace TestHarness.Tests.Health.KernelLog;

/// <summary>Makes texts that a rule's pattern may match, at random; a look-ahead adds nothing to them.</summary>
internal sealed class PatternSamples(string pattern, Random random)
{
    private int _at;

    public string Next()
    {
        _at = 0;
        return Alternatives();
    }

    private string Alternatives()
    {
        var all = new List<string> { Sequence() };
        while (_at < pattern.Length && pattern[_at] == '|')
        {
            _at++;
            all.Add(Sequence());
        }

        return all[random.Next(all.Count)];
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
            text.Append(Repeated());
        return text.ToString();
    }

    private string Repeated()
    {
        var start = _at;
        var first = Atom();
        var end = _at;
        var (least, most) = Quantifier();
        var after = _at;
        var text = new StringBuilder();
        for (var count = random.Next(least, most + 1); count > 0; count--)
        {
            _at = start;
            text.Append(end == start ? first : Atom());
        }

        _at = after;
        return text.ToString();
    }

    private (int Least, int Most) Quantifier()
    {
        switch (_at < pattern.Length ? pattern[_at] : ' ')
        {
            case '*':
                _at++;
                return (0, 3);
            case '+':
                _at++;
                return (1, 3);
            case '?':
                _at++;
                return (0, 1);
            case '{':
                var end = pattern.IndexOf('}', _at);
                var bounds = pattern[(_at + 1)..end].Split(',').Select(int.Parse).ToArray();
                _at = end + 1;
                return (bounds[0], bounds[^1]);
            default:
                return (1, 1);
        }
    }

    private string Atom() => pattern[_at++] switch
    {
        '(' => Group(),
        '[' => Class(),
        '\\' => Escape(),
        '.' => "~",
        '^' or '$' => "",
        var literal => $"{literal}",
    };

    private string Group()
    {
        var isLookAhead = pattern[_at..] is ['?', '!' or '=', ..];
        if (pattern[_at] == '?')
            _at = pattern.IndexOfAny([':', '!', '=', '>'], _at) + 1;
        var text = Alternatives();
        _at++;
        return isLookAhead ? "" : text;
    }

    /// <summary>Returns the first letter of a class, or one that is in no class.</summary>
    private string Class()
    {
        var end = pattern.IndexOf(']', _at);
        var isNegative = pattern[_at] == '^';
        var first = pattern[_at] == '\\' ? "7" : $"{pattern[_at]}";
        _at = end + 1;
        return isNegative ? "~" : first;
    }

    private string Escape() => pattern[_at++] switch
    {
        'b' => "",
        'd' => "7",
        's' => " ",
        'S' or 'w' => "q",
        var literal => $"{literal}",
    };
}
