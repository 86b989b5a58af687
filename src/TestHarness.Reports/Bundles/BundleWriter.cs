using System.Text.Json;
using TestHarness.Evidence;
using TestHarness.Evidence.Reproduction;
using TestHarness.Reports.Records;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Features.Bundles;
using TestHarness.Texts;

namespace TestHarness.Reports.Bundles;

/// <summary>
/// Writes the bundles of a run: one ZIP file for a scenario, with its feature, its evidence and what it ran on, for somebody who
/// has neither the run nor its hosts.
/// </summary>
/// <param name="texts">The outlet of the texts in the bundle's own files.</param>
/// <param name="run">Returns what the bundles tell of the run, as far as it is known.</param>
public sealed class BundleWriter(BundleMode mode, TextOutlet texts, Func<BundledRun> run)
{
    /// <summary>The folder of bundles in the folder of a run's record.</summary>
    public const string FolderName = "bundles";

    private const string Extension = ".zip";

    private readonly JsonSerializerOptions _json = RecordJson.Indented(texts);

    /// <summary>
    /// Writes the bundle of a scenario when the mode asks for one. A failure, such as a full disk, is a result, and no error.
    /// </summary>
    /// <param name="folder">The folder of the run's record.</param>
    /// <param name="line">The line of the scenario in the record.</param>
    /// <returns>The bundle; null when none was to be made.</returns>
    internal BundleResult? Write(string folder, ScenarioPlan scenario, ScenarioLine line)
    {
        if (mode == BundleMode.Never || (mode == BundleMode.Failed && line.Outcome != ScenarioOutcome.Failed))
            return null;
        string? temporary = null;
        try
        {
            var bundles = Directory.CreateDirectory(Path.Combine(folder, FolderName)).FullName;
            var path = FreePath(bundles, line.Title);
            temporary = $"{path}.tmp";
            WriteTo(temporary, folder, scenario, line);
            File.Move(temporary, path);
            return new BundleResult(path, null);
        }
        catch (Exception exception)
        {
            // Whatever goes wrong here, the verdict of the scenario stands, and the run goes on.
            Remove(temporary);
            return new BundleResult(null, exception.Message);
        }
    }

    private void WriteTo(string path, string folder, ScenarioPlan scenario, ScenarioLine line)
    {
        var about = run();
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        using (var archive = new BundleArchive(file, about.Redactor()))
        {
            archive.Add(BundleManifest.FeatureName, scenario.Text.Text);
            archive.Add("scenario.json", Json(line));
            if (about.Hosts is { } hosts)
                archive.Add("hosts.json", Json(hosts));
            if (about.Environment is { } environment)
                archive.Add("environment.json", EnvironmentText.Of(environment, texts));
            if (line.Evidence is { } evidence)
                AddEvidence(archive, Path.Combine(folder, evidence));
            var manifest = ManifestOf(about, scenario, line) with { Omitted = [.. line.Cut, .. archive.Omitted] };
            archive.Add(BundleReadme.FileName, texts.Block(BundleReadme.Of(manifest)));
            archive.Add(BundleManifest.FileName, Json(manifest));
        }

        file.Flush(flushToDisk: true);
    }

    private string Json<T>(T value) => JsonSerializer.Serialize(value, _json);

    private static void AddEvidence(BundleArchive archive, string folder)
    {
        if (!Directory.Exists(folder))
            return;
        var files = new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions
        {
            AttributesToSkip = FileAttributes.ReparsePoint,
        });
        foreach (var file in files.OrderBy(file => file.Name != ReproScript.FileName).ThenBy(file => file.Length))
            archive.AddFile(file.Name == ReproScript.FileName ? file.Name : $"evidence/{file.Name}", file);
    }

    private static BundleManifest ManifestOf(BundledRun about, ScenarioPlan scenario, ScenarioLine line) => new()
    {
        Version = BundleManifest.CurrentVersion,
        Line = scenario.Location.Line,
        Title = scenario.Title,
        Place = line.Place,
        Outcome = line.Verdict,
        Run = about.Id,
        Harness = about.Harness,
        Environment = about.Environment?.Name ?? "",
        Hosts = [.. (about.Hosts?.Hosts ?? []).Where(host => line.Hosts.Contains(host.Name)).Select(Describe)],
        GuestImage = about.Hosts?.GuestImage,
    };

    private static string Describe(HostRecord host) =>
        $"{host.Name}: {(host.Qemu is { } qemu ? $"QEMU {qemu} with {host.Accelerator}" : "no QEMU")}, "
        + $"{(host.Libvirt is { } libvirt ? $"libvirt {libvirt}" : "no libvirt")}, {host.Kernel}, {host.Processor}";

    private string FreePath(string folder, string title)
    {
        var slug = EvidenceRuns.FileNameOf(texts.Line(title));
        var path = Path.Combine(folder, slug + Extension);
        for (var number = 2; File.Exists(path); number++)
            path = Path.Combine(folder, $"{slug}-{number}{Extension}");
        return path;
    }

    private static void Remove(string? temporary)
    {
        try
        {
            if (temporary is not null)
                File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The reason why the bundle could not be written is told, and it is the reason for this too.
        }
    }
}
