using System.Text.RegularExpressions;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The option <c>-set GROUP.ID.KEY=VALUE</c>: one more property of an option of the command line.</summary>
internal static partial class SetOption
{
    /// <summary>
    /// Moves each <c>-set</c> into the option that it refers to, so that the rules of that option's keys apply to it.
    /// </summary>
    public static QemuCommandLine Merge(QemuCommandLine report) =>
        report.Options.Where(option => option.Name == "set").Aggregate(report, Merge);

    private static QemuCommandLine Merge(QemuCommandLine report, QemuOption set)
    {
        var form = Form().Match(set.Value!.Text);
        if (!form.Success)
            return report;

        var (group, id) = (form.Groups["group"].Value, form.Groups["id"].Value);
        var (key, value) = (form.Groups["key"].Value, form.Groups["value"].Value);
        var target = report.Options.LastOrDefault(option => option.Name == group && option["id"] == id);
        return target is null
            ? report
            : report.Replace(option => ReferenceEquals(option, target), option => option.With(key, value))
                .Without(option => ReferenceEquals(option, set));
    }

    [GeneratedRegex(@"\A(?<group>[a-z]+)\.(?<id>[A-Za-z][\w-]*)\.(?<key>[\w.-]+)=(?<value>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
