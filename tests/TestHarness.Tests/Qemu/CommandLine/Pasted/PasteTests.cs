using TestHarness.Failures;
using TestHarness.Golden;
using TestHarness.Qemu.CommandLine.Pasted;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Tests.Qemu.CommandLine.Reported;

namespace TestHarness.Tests.Qemu.CommandLine.Pasted;

[Parallelizable(ParallelScope.All)]
internal sealed class PasteTests
{
    [TestCaseSource(typeof(PasteText), nameof(PasteText.Names))]
    [Category(GoldenFile.Category)]
    public void A_paste_is_read_as_its_expected_file_says(string name) =>
        PasteText.ExpectedFile(name).Compare(PasteText.Describe(Paste.Read(PasteText.Read(name))));

    [TestCaseSource(typeof(PasteText), nameof(PasteText.Names))]
    public void A_paste_is_launched_without_anything_of_the_reporters_host_or_refused_with_its_place(string name)
    {
        ReportedCommandLine report;
        try
        {
            report = ReportedCommandLine.Parse(PasteText.Read(name));
        }
        catch (HarnessException exception)
        {
            Assert.That(exception.FailureClass, Is.EqualTo(FailureClass.Config));
            Assert.That(exception.Message, Does.Match(@"line \d+, column \d+: |at lines \d+|has no QEMU command line"));
            return;
        }

        var disk = Paste.Read(PasteText.Read(name)).RequireOne().Parse().Devices
            .FirstOrDefault(device => device["drive"] is not null);
        if (disk?.Id is not { } id)
            return;
        var launched = report.Launch(
            new("qemu-system-x86_64", "tcg", LaunchedWords.Image, 128, 1, id, LaunchedWords.Lun, LaunchedWords.Directory));

        Assert.That(LaunchedWords.Foreign(launched.CommandLine), Is.Empty);
        Assert.That(launched.CommandLine.ToArguments().Count(word => word.Contains(LaunchedWords.Lun)), Is.EqualTo(1));
    }

    [Test]
    public void There_are_at_least_40() => Assert.That(PasteText.Names.Count(), Is.AtLeast(40));
}
