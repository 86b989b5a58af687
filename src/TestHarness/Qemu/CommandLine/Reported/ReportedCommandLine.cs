using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Qemu.CommandLine.Pasted;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// The command line of a bug report, with which the harness's guest is run. It comes from a stranger: the launched command line
/// has only what <see cref="OptionRules"/> takes over, and refers to no file, program, address or descriptor of the report.
/// </summary>
public sealed record ReportedCommandLine
{
    private readonly QemuCommandLine _merged;
    private readonly ReportedDisks _disks;

    /// <summary>Checks a command line.</summary>
    /// <exception cref="HarnessException">
    /// Class config: some options or keys are not launched; the message has all of them with their positions.
    /// </exception>
    public ReportedCommandLine(QemuCommandLine reported)
        : this(reported, [])
    {
    }

    private ReportedCommandLine(QemuCommandLine reported, IEnumerable<string> problems)
    {
        _merged = SetOption.Merge(reported);
        _disks = new ReportedDisks(_merged, LaunchSettings.Trial);
        ImmutableArray<string> all = [.. problems, .. Refusals()];
        if (!all.IsEmpty)
        {
            var lines = string.Concat(all.Select(problem => $"\n  {problem}"));
            throw new HarnessException(FailureClass.Config, $"the reported command line is not launched:{lines}");
        }
    }

    /// <summary>The disks with the images that the report names.</summary>
    public ImmutableArray<ReportedDiskImage> Images =>
        [.. _disks.All.Select(disk => new ReportedDiskImage(disk.Number, disk.Id, _disks.ImageOf(disk)))];

    /// <summary>Parses the command line of a bug report, which is pasted as a log, a terminal or a mail has it.</summary>
    /// <exception cref="HarnessException">
    /// Class config: the text cannot be read or has several guests, or some options or keys are not launched; the message has
    /// all of them with their lines and columns.
    /// </exception>
    public static ReportedCommandLine Parse(string text)
    {
        var problems = new List<string>();
        var reported = Paste.Read(text).RequireOne().Parse((word, problem) => problems.Add($"{word.Position}: {problem}"));
        return new ReportedCommandLine(reported, problems);
    }

    /// <summary>Returns the guest kernel's name for a disk when it is the only one.</summary>
    public string GuestPath(string diskDevice) => Disk(diskDevice).IsVirtioBlk ? "/dev/vda" : "/dev/sda";

    /// <summary>Returns whether a disk is of a kind that is found in a guest by its place on a bus.</summary>
    public bool IsFound(string diskDevice) => Disk(diskDevice).IsFound;

    /// <summary>Builds the command line that is launched in place of the reported one.</summary>
    /// <exception cref="HarnessException">Class config: the report has no such disk.</exception>
    public LaunchedCommandLine Launch(LaunchSettings settings)
    {
        var launch = new Launch(_merged, settings);
        foreach (var device in settings.Beside.Keys.Prepend(settings.DiskDevice).OfType<string>())
            RequireDefined(Disk(device));
        var options = _merged.Options.Select(option => Map(option, OptionRules.Apply(option, launch))).ToArray();
        var additions = launch.Additions(options.SelectMany(option => option.Launched))
            .Select(option => new MappedOption(null, Disposition.Replaced, [option], []));
        return new LaunchedCommandLine(settings.Program, [.. options, .. additions]);
    }

    private IEnumerable<string> Refusals()
    {
        var trial = new Launch(_merged, LaunchSettings.Trial);
        return
            from option in _merged.Options
            let outcome = OptionRules.Apply(option, trial)
            where outcome.Disposition == Disposition.Refused
            from reason in outcome.Reasons
            select $"{Place(option)}: {reason}";
    }

    private static string Place(QemuOption option) =>
        option.Position is { } position ? $"{position}: {option.Spelling}" : $"-{option.Name}";

    private static MappedOption Map(QemuOption option, Outcome outcome) => outcome.Disposition == Disposition.Refused
        ? throw new HarnessException(FailureClass.Config, $"{Place(option)}: {string.Join("; ", outcome.Reasons)}")
        : new MappedOption(option, outcome.Disposition, outcome.Launched, outcome.Reasons);

    private void RequireDefined(ReportedDisk disk)
    {
        if (!_disks.IsDefined(disk))
        {
            throw new HarnessException(
                FailureClass.Config,
                $"the disk '{disk.Id}' of the reported command line names the drive '{ReportedText.Value("", disk.Backend!)}': "
                + "expected a -drive of that id or a -blockdev of that node-name");
        }
    }

    private ReportedDisk Disk(string id) => _disks.All.FirstOrDefault(disk => disk.Id == id) ?? throw new HarnessException(
        FailureClass.Config,
        $"the reported command line has no disk '{id}': expected the id of a -device with a drive, "
        + $"one of {string.Join(", ", _disks.All.Select(disk => disk.Id).OfType<string>())}");
}
