using TestHarness.Environments;

namespace TestHarness.Tests.Environments;

internal sealed class ReportedImageTests
{
    [TestCase("rhel9*.qcow2", "/var/lib/libvirt/images/rhel9.4-web.qcow2", true)]
    [TestCase("rhel9*.qcow2", "/var/lib/libvirt/images/rhel8.qcow2", false)]
    [TestCase("rhel9.qcow2", "rhel9.qcow2", true)]
    [TestCase("rhel9.qcow2", "/images/RHEL9.qcow2", false)]
    [TestCase("/images/*", "/images/a/b.raw", true)]
    [TestCase("/images/*", "/srv/images/b.raw", false)]
    [TestCase("disk?", "/dev/disk1", true)]
    public void A_pattern_covers_file_names_and_one_with_a_slash_paths(string pattern, string path, bool isCovered) =>
        Assert.That(new ReportedImage(pattern, "debian").Covers(path), Is.EqualTo(isCovered));
}
