using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TestHarness.Health.KernelLog;

/// <summary>
/// An incident whose errors are still being read, and the rules by which an error belongs to it. It keeps one error of each kind
/// and counts the others.
/// </summary>
internal sealed partial class IncidentBuilder
{
    /// <summary>The largest number of kinds of errors, and of devices, that are kept.</summary>
    /// <value>100 each.</value>
    public const int MostKinds = 100;

    /// <summary>The time after its last error for which an incident takes an error of the same device.</summary>
    /// <value>
    /// 2 minutes: the FC transport gives a lost port up after 60 s (dev_loss_tmo) unless it is configured differently.
    /// </value>
    private static readonly TimeSpan SameDevice = TimeSpan.FromMinutes(2);

    /// <summary>The time after its last error for which an incident takes an error that names none of its devices.</summary>
    private static readonly TimeSpan Consequence = TimeSpan.FromSeconds(10);

    private readonly KernelLogFinding _first;
    private readonly string _text;
    private readonly Dictionary<string, int> _places = [];
    private readonly List<IncidentKind> _kinds = [];
    private readonly List<string> _subjects = [];
    private readonly HashSet<string> _roots = [];
    private KernelLogFinding _worst;
    private TimeSpan _last;
    private long _count;
    private bool _hasDump;
    private bool _hasMoreKinds;

    public IncidentBuilder(KernelLogFinding first) => (_first, _worst, _text) = (first, first, TextOf(first));

    /// <summary>Returns whether an error is of a device of this incident, or is its first error again.</summary>
    /// <param name="text">The error's text as <see cref="TextOf"/> returns it.</param>
    public bool Shares(KernelLogFinding finding, ImmutableArray<string> subjects, string text) =>
        IsWithin(SameDevice, finding)
        && (subjects.Select(RecordSubjects.Root).Any(_roots.Contains) || (subjects.IsEmpty && text == _text));

    /// <summary>Returns whether this incident may have caused an error that names none of its devices.</summary>
    public bool Causes(KernelLogFinding finding) => IsWithin(Consequence, finding) && finding.Layer switch
    {
        KernelLogLayer.Kernel => true,
        KernelLogLayer.Block or KernelLogLayer.FileSystem =>
            _first.Layer >= KernelLogLayer.Transport && _first.Layer < finding.Layer,
        // A crash and a lack of memory are followed by lines of registers, modules and memory zones.
        KernelLogLayer.Unknown or KernelLogLayer.Memory => _hasDump,
        _ => false,
    };

    /// <summary>Adds an error.</summary>
    public void Add(KernelLogFinding finding, ImmutableArray<string> subjects)
    {
        _count++;
        _last = finding.Record.Timestamp;
        _hasDump |= finding.Layer is KernelLogLayer.Kernel or KernelLogLayer.Memory;
        if ((finding.Severity, finding.Layer).CompareTo((_worst.Severity, _worst.Layer)) > 0)
            _worst = finding;
        AddKind(finding);
        foreach (var subject in subjects.Where(subject => _subjects.Count < MostKinds && !_subjects.Contains(subject)))
        {
            _subjects.Add(subject);
            _roots.Add(RecordSubjects.Root(subject));
        }
    }

    /// <summary>Returns the incident up to now.</summary>
    public Incident Build() => new([.. _kinds])
    {
        Worst = _worst,
        Count = _count,
        Subjects = [.. _subjects.OrderBy(name => !name.StartsWith("host", StringComparison.Ordinal))],
        Duration = _last - _first.Record.Timestamp,
        HasMoreKinds = _hasMoreKinds,
    };

    /// <summary>Returns the text of an error without its numbers, by which a repetition of the error is recognized.</summary>
    public static string TextOf(KernelLogFinding finding) => Number().Replace(finding.Record.Text, "N");

    private void AddKind(KernelLogFinding finding)
    {
        if (_places.TryGetValue(finding.Title, out var place))
        {
            _kinds[place] = _kinds[place] with { Count = _kinds[place].Count + 1 };
        }
        else if (_kinds.Count < MostKinds)
        {
            _places.Add(finding.Title, _kinds.Count);
            _kinds.Add(new IncidentKind(finding, 1));
        }
        else
        {
            _hasMoreKinds = true;
        }
    }

    private bool IsWithin(TimeSpan limit, KernelLogFinding finding) => finding.Record.Timestamp - _last <= limit;

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
