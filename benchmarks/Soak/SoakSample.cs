using System.Globalization;
using TestHarness.Steps.World;

namespace TestHarness.Benchmarks.Soak;

/// <summary>What a run has in use after a leg.</summary>
/// <param name="Managed">The live objects of this process, in MB, after a collection of garbage.</param>
/// <param name="Resident">The memory of this process, in MB.</param>
/// <param name="Handles">The open files and sockets of this process.</param>
/// <param name="Processes">The processes that this process has started, and theirs.</param>
/// <param name="Evidence">The files of the run's evidence so far, in MB.</param>
internal sealed record SoakSample(int Leg, double Managed, double Resident, int Handles, int Processes, double Evidence)
{
    private const double Megabyte = 1e6;

    /// <summary>Looks at this process and its children.</summary>
    public static SoakSample Take(int leg) => new(
        leg,
        GC.GetTotalMemory(forceFullCollection: true) / Megabyte,
        Environment.WorkingSet / Megabyte,
        Directory.GetFileSystemEntries("/proc/self/fd").Length,
        Descendants(Environment.ProcessId),
        EvidenceBytes() / Megabyte);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"leg {Leg}: {Managed:0.0} MB of objects, {Resident:0} MB resident, {Handles} handles, {Processes} processes, "
        + $"{Evidence:0.0} MB of evidence");

    private static int Descendants(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task")
                .SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Sum(child => 1 + Descendants(int.Parse(child, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // The process has ended meanwhile.
            return 0;
        }
    }

    private static long EvidenceBytes()
    {
        var runs = new DirectoryInfo(Path.Combine(RunSettings.Reports, "evidence")).GetDirectories();
        return runs.MaxBy(run => run.CreationTimeUtc)?.EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(file => file.Length) ?? 0;
    }
}
