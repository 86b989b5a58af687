using TestHarness.Versions;

namespace TestHarness.Tests.Versions;

[Parallelizable(ParallelScope.All)]
internal sealed class VersionIntervalTests
{
    private static readonly SoftwareVersion Rhel = new("8.0.0", "17:8.0.0-11.el9", "rpm");
    private static readonly SoftwareVersion Debian = new("7.2.22", "1:7.2+dfsg-7+deb12u18", "dpkg");
    private static readonly SoftwareVersion Built = new("9.1.50");

    [TestCase(">=8.0.0-11.el9,<9", true)]
    [TestCase(">=8.0.0-12.el9", false)]
    [TestCase("<8.0.0-11.el9", false)]
    [TestCase("<=8.0.0-11.el9", true)]
    [TestCase(">8.0.0-10.el9", true)]
    [TestCase("=8.0.0-11.el9", true)]
    [TestCase("=8.0.0", true)]
    [TestCase("<=8.0.0", true)]
    [TestCase(">8.0.0", false)]
    [TestCase(">=8", true)]
    [TestCase("<8.0.1", true)]
    [TestCase(">=8.0.0~rc1", true)]
    [TestCase(">=17:8.0.0-11.el9", true)]
    [TestCase(">=18:7.0.0", false)]
    public void Has_a_package_of_RPM(string interval, bool isWithin) => Check(interval, Rhel, isWithin);

    [TestCase(">=7.2.5", true)]
    [TestCase(">=8", false)]
    [TestCase("<8", true)]
    [TestCase(">=7.2+dfsg-7+deb12u9", true)]
    [TestCase("<7.2+dfsg-7+deb12u18", false)]
    [TestCase(">=1:7.2+dfsg-7+deb12u18,<1:7.2+dfsg-7+deb12u19", true)]
    [TestCase(">=0:9.0+ds", true)]
    public void Has_a_package_of_dpkg(string interval, bool isWithin) => Check(interval, Debian, isWithin);

    [TestCase(">=9.1", true)]
    [TestCase("<9.1.50", false)]
    [TestCase(">=8.0.0-11.el9", true)]
    [TestCase("<9.1.0-1.el9", false)]
    public void Has_a_program_without_package(string interval, bool isWithin) => Check(interval, Built, isWithin);

    [TestCase(">=8", "8.0", true)]
    [TestCase("=8.0.0", "8", true)]
    [TestCase(">=8.10", "8.9", false)]
    public void Zeros_at_the_end_of_numbers_do_not_count(string interval, string own, bool isWithin) =>
        Check(interval, new SoftwareVersion(own), isWithin);

    [TestCase("", "'' is not >=, >, <=, < or = with a version such as 8.0.0-11.el9")]
    [TestCase(">=8,", "'' is not")]
    [TestCase("=>8", "'=>8' is not")]
    [TestCase("==8", "'==8' is not")]
    [TestCase(">=v8", "'>=v8' is not")]
    [TestCase(">=8;<9", "'>=8;<9' is not")]
    [TestCase(">8", "'>8': 8.1 is above 8")]
    [TestCase("<=8.0", "'<=8.0': 8.0.1 is above 8.0")]
    [TestCase(">=9,<8", "no version is both >=9 and <8")]
    [TestCase("<8.0.0,>=8.0.0-11.el9", "no version is both >=8.0.0-11.el9 and <8.0.0")]
    public void A_wrong_text_is_no_interval(string text, string expected)
    {
        Assert.That(VersionInterval.Parse(text, out var problem), Is.Null);
        Assert.That(problem, Does.StartWith(expected));
    }

    private static void Check(string text, SoftwareVersion version, bool isWithin)
    {
        var interval = VersionInterval.Parse(text, out var problem);
        Assert.That(problem, Is.Empty);
        Assert.That(interval!.Contains(version), Is.EqualTo(isWithin));
        Assert.That(interval.ToString(), Is.EqualTo(text));
    }
}
