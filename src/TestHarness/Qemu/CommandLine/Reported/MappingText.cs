using System.Text;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>A text for people with the treatment of each option of a reported command line.</summary>
public static class MappingText
{
    /// <summary>The name of the file in the evidence.</summary>
    public const string FileName = "reported-command-line.txt";

    /// <summary>
    /// Writes each reported option with the options that are launched in its place, and the reasons; without secrets.
    /// </summary>
    public static string Write(LaunchedCommandLine commandLine)
    {
        var text = new StringBuilder()
            .AppendLine("What became of the reported command line: the report's option, the launched option (>), and why (:).")
            .AppendLine("QEMU also gets the harness's monitor, serial port and sandbox.")
            .AppendLine();
        foreach (var option in commandLine.Mapping)
        {
            var reported = option.Reported is null ? "" : ReportedText.Option(option.Reported);
            text.AppendLine($"{Word(option),-10} {reported}".TrimEnd());
            foreach (var launched in option.Launched.Select(ReportedText.Option).Where(launched => launched != reported))
                text.AppendLine($"         > {launched}");
            foreach (var reason in option.Reasons)
                text.AppendLine($"         : {reason}");
        }

        return text.ToString();
    }

    private static string Word(MappedOption option) => option switch
    {
        { Reported: null } => "added",
        { Disposition: Disposition.TakenOver } => "taken over",
        { Disposition: Disposition.Replaced } => "replaced",
        _ => "dropped",
    };
}
