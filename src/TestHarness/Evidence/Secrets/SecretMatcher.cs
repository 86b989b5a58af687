using System.Buffers;
using System.Collections.Immutable;

namespace TestHarness.Evidence.Secrets;

/// <summary>
/// Finds all forms of all secrets at once, byte by byte. Each state is the longest text that has come last and with which a form
/// begins.
/// </summary>
/// <remarks>Source: A. Aho, M. Corasick, Efficient string matching, CACM 18 (1975).</remarks>
internal sealed class SecretMatcher
{
    private readonly int[] _classes = new int[256];
    private readonly int _width = 1;
    private readonly List<int> _next = [];
    private readonly List<int> _depths = [];
    private readonly List<(int Length, int Name)> _matches = [];

    public SecretMatcher(IEnumerable<(string Name, byte[] Form)> forms)
    {
        var all = forms.ToArray();
        Names = [.. all.Select(form => form.Name).Distinct()];
        foreach (var letter in all.SelectMany(form => form.Form).Distinct())
            _classes[letter] = _width++;
        AddState(0);
        foreach (var (name, form) in all)
            Add(form, Names.IndexOf(name));
        Starts = SearchValues.Create([.. all.Select(form => form.Form[0]).Distinct()]);
        Complete();
    }

    /// <summary>The names of the secrets.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The first bytes of all forms: no other byte leaves state 0.</summary>
    public SearchValues<byte> Starts { get; }

    /// <summary>Returns the state after a byte.</summary>
    public int Next(int state, byte letter) => _next[(state * _width) + _classes[letter]];

    /// <summary>Returns the number of last bytes with which a form begins.</summary>
    public int Depth(int state) => _depths[state];

    /// <summary>
    /// Returns the length of the longest form that ends here, and the index of its name; length 0 when none ends here.
    /// </summary>
    public (int Length, int Name) Match(int state) => _matches[state];

    private int AddState(int depth)
    {
        _next.AddRange(new int[_width]);
        _depths.Add(depth);
        _matches.Add(default);
        return _depths.Count - 1;
    }

    private void Add(byte[] form, int name)
    {
        var state = 0;
        foreach (var letter in form)
        {
            var index = (state * _width) + _classes[letter];
            if (_next[index] == 0)
            {
                var added = AddState(_depths[state] + 1);
                _next[index] = added;
            }

            state = _next[index];
        }

        if (_matches[state].Length == 0)
            _matches[state] = (form.Length, name);
    }

    /// <summary>
    /// Adds the transitions from each state to states that are not longer, because a later part of the text may be a beginning
    /// too.
    /// </summary>
    private void Complete()
    {
        var shorter = new int[_depths.Count];
        var states = new Queue<int>([0]);
        while (states.TryDequeue(out var state))
        {
            for (var letter = 1; letter < _width; letter++)
            {
                var index = (state * _width) + letter;
                var other = state == 0 ? 0 : _next[(shorter[state] * _width) + letter];
                if (_next[index] is var longer && longer > 0 && _depths[longer] == _depths[state] + 1)
                {
                    shorter[longer] = other;
                    if (_matches[longer].Length == 0)
                        _matches[longer] = _matches[other];
                    states.Enqueue(longer);
                }
                else
                {
                    _next[index] = other;
                }
            }
        }
    }
}
