using TestHarness.Failures;
using TestHarness.Images;

namespace TestHarness.Tests.Images;

[TestFixture]
internal sealed class BuildToolTests
{
    [Test]
    public void Every_missing_tool_is_named_at_once_with_its_package()
    {
        BuildTool[] tools =
        [
            new("coreutils", "ls", "lists"),
            new("mmdebstrap", "no-such-mmdebstrap", "installs packages"),
            new("keys", "/no/such/keyring.gpg", "verifies"),
        ];

        var failure = Assert.Throws<HarnessException>(() => BuildTool.Require("the image", tools))!;

        Assert.That(failure.Message, Is.EqualTo(
            "[preflight] the image cannot be built, as this machine lacks no-such-mmdebstrap, which installs packages, "
                + "/no/such/keyring.gpg, which verifies: run './harness setup' or 'apt-get install mmdebstrap keys'"));
    }

    [Test]
    public void Tools_of_roots_folders_are_found() =>
        Assert.That(() => BuildTool.Require("the image", [new("util-linux", "agetty", "x")]), Throws.Nothing);
}
