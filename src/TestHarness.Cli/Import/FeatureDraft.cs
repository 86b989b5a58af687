namespace TestHarness.Cli.Import;

/// <summary>A feature that is drafted of a bug report or a mail.</summary>
internal sealed record FeatureDraft
{
    private readonly ImportedText _text;
    private readonly DraftedGuest? _guest;
    private readonly Provisioning _devices;

    private FeatureDraft(ImportedText text, DraftedGuest? guest, Provisioning devices) =>
        (_text, _guest, _devices) = (text, devices.UsesReport ? guest : null, devices);

    /// <summary>Drafts a feature.</summary>
    /// <param name="text">The text of the report.</param>
    /// <param name="name">The name of its file.</param>
    /// <returns>The text of the feature.</returns>
    /// <exception cref="BadInputException">The text has neither a command line that can be read nor a device.</exception>
    public static string Of(string text, string name)
    {
        var read = ImportedText.Read(text);
        var guest = DraftedGuest.Choose(read.Paste);
        var devices = Provisioning.Choose(read, guest?.Disk) ?? (guest is null ? null : Provisioning.OwnGuest);
        if (devices is null)
            throw new BadInputException(WhyNothing(read, name));
        var draft = new FeatureDraft(read, guest, devices);
        return string.Concat(draft.Lines(name).Select(line => $"{line}\n"));
    }

    private static string WhyNothing(ImportedText text, string name) =>
        text.Paste.Commands.Select(command => command.Problem).FirstOrDefault(problem => problem is not null) is { } problem
            ? $"{name} has no QEMU command line that can be read: {problem}"
            : $"{name} has nothing to draft a feature of: expected a QEMU command line, or a device such as a vHBA, an mdev or "
                + "a VF";

    private IEnumerable<string> Lines(string name)
    {
        yield return string.Join(' ', Tags());
        yield return $"Feature: {DraftText.Line(_text.Title ?? $"Drafted of {name}")}";
        yield return $"  Drafted by 'harness import' of {DraftText.Line(name)}; the numbers of lines are those of that file.";
        yield return "  Read the feature before it is run: what the draft left out is in comments.";
        foreach (var note in ReportNotes.Of(_text))
            yield return $"  # {note}";
        if (_guest is { } guest)
        {
            yield return "";
            foreach (var line in CommandLineDraft.Lines(guest))
                yield return line.Length == 0 ? "" : $"  {line}";
        }

        foreach (var line in new ScenarioDrafts(_text, _guest, _devices).Lines())
            yield return line.Length == 0 ? "" : $"  {line}";
    }

    private IEnumerable<string> Tags()
    {
        if (_text.Bug is { } bug)
            yield return $"@bug:{bug}";
        var qemu = ReportVersion.FindIn(_text).FirstOrDefault(version => version.Program == "qemu");
        foreach (var tag in _devices.Tags.Where(tag => !tag.StartsWith("@needs", StringComparison.Ordinal)))
            yield return _text.IsMigration ? tag : tag.Replace("@hosts:2", "@hosts:1", StringComparison.Ordinal);
        yield return qemu is null ? "@needs:qemu" : $"@needs:qemu>={qemu.Number}";
        foreach (var tag in _devices.Tags.Where(tag => tag.StartsWith("@needs", StringComparison.Ordinal)))
            yield return tag;
    }
}
