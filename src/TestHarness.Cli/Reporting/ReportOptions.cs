using System.CommandLine;

namespace TestHarness.Cli.Reporting;

/// <summary>The options of 'harness report'.</summary>
internal sealed class ReportOptions
{
    /// <summary>The file of the HTML report.</summary>
    public Option<string> Html { get; } = new("--output", "-o")
    {
        Description = "The HTML file; else index.html in the folder of the reports.",
        HelpName = "FILE",
    };

    /// <summary>The file of JUnit XML.</summary>
    public Option<string> JUnit { get; } = new("--junit")
    {
        Description = "A file for JUnit XML; attachments have paths relative to the current folder.",
        HelpName = "FILE",
    };

    /// <summary>The file of Visual Studio's test results.</summary>
    public Option<string> Trx { get; } = new("--trx") { Description = "A file for TRX.", HelpName = "FILE" };

    /// <summary>Whether the runs are merged.</summary>
    public Option<bool> Merge { get; } = new("--merge")
    {
        Description = "Makes one record of the runs, for example of all shards, from which the reports are made.",
    };

    /// <summary>The address of bugs.</summary>
    public Option<string> Bugs { get; } = new("--bugs")
    {
        Description = "The address of a bug with {} in place of its number, to which tags such as @bug:2227118 link; "
            + "for example 'https://bugzilla.redhat.com/show_bug.cgi?id={}'.",
        HelpName = "ADDRESS",
    };

    /// <summary>The folder of the reports.</summary>
    public Option<string> Reports { get; } = new("--reports")
    {
        Description = "The folder of the reports; else what TESTHARNESS_REPORTS says, else the project's reports.",
        HelpName = "FOLDER",
    };
}
