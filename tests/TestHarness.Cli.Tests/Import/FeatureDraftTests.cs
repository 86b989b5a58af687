using TestHarness.Cli.Import;
using TestHarness.Golden;

namespace TestHarness.Cli.Tests.Import;

[Parallelizable(ParallelScope.All)]
internal sealed class FeatureDraftTests
{
    [TestCaseSource(typeof(Report), nameof(Report.Names))]
    [Category(GoldenFile.Category)]
    public void A_report_becomes_the_feature_beside_it(string name) => Report.Feature(name).Compare(
        FeatureDraft.Of(File.ReadAllText(Report.TextFile(name)), $"{name}.txt").TrimEnd('\n').Split('\n'));

    [Test]
    public void A_secret_of_a_command_line_is_not_in_the_feature() => Assert.That(
        FeatureDraft.Of(File.ReadAllText(Report.TextFile("vhba-ping-pong")), "report.txt"),
        Does.Not.Contain("sesame").And.Contains("left out: -spice password=***,port=5931: it has a secret"));

    [TestCaseSource(typeof(Report), nameof(Report.HostileTexts))]
    public void A_hostile_text_is_drafted_without_control_characters_or_refused(string file)
    {
        string feature;
        try
        {
            feature = FeatureDraft.Of(File.ReadAllText(file), Path.GetFileName(file));
        }
        catch (BadInputException)
        {
            return;
        }

        Assert.That(feature.Where(letter => char.IsControl(letter) && letter != '\n'), Is.Empty);
    }

    [TestCase("")]
    [TestCase("The guest hangs.\nHelp!\n")]
    public void A_text_without_a_command_line_or_a_device_is_refused(string text) => Assert.That(
        () => FeatureDraft.Of(text, "bug.txt"),
        Throws.TypeOf<BadInputException>().With.Message.StartsWith("bug.txt has nothing to draft a feature of: expected"));

    [Test]
    public void A_text_whose_only_command_line_is_cut_is_refused_with_its_place() => Assert.That(
        () => FeatureDraft.Of("# qemu-kvm -m 2G -uuid <uuid>\n", "bug.txt"),
        Throws.TypeOf<BadInputException>().With.Message.Contains("line 1, column 24: '<uuid>' stands for a value"));
}
