using System.Diagnostics;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Tests.Machines;

public sealed class LabProcessTests
{
    private string _processIdFile = "";

    [SetUp]
    public void SetUp() => _processIdFile = Path.Combine(Directory.CreateTempSubdirectory("th-pid-").FullName, "qemu.pid");

    [TearDown]
    public void TearDown() => Directory.Delete(Path.GetDirectoryName(_processIdFile)!, recursive: true);

    [Test]
    public async Task Finds_and_ends_the_process_that_names_the_pid_file()
    {
        using var child = Start(_processIdFile);
        var process = LabProcess.Find(_processIdFile);
        Assert.That(process?.Id, Is.EqualTo(child.Id));
        Assert.That(await process!.EndsAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None), Is.False);

        process.Kill();
        Assert.That(await process.EndsAsync(TimeSpan.FromSeconds(10), CancellationToken.None), Is.True);
        Assert.That(LabProcess.Find(_processIdFile), Is.Null);
    }

    [Test]
    public void Leaves_a_process_alone_to_which_the_id_has_gone()
    {
        using var child = Start("/another/qemu.pid");
        try
        {
            File.WriteAllText(_processIdFile, $"{child.Id}\n");
            Assert.That(LabProcess.Find(_processIdFile), Is.Null);

            new LabProcess(child.Id, _processIdFile).Kill();
            child.StandardInput.WriteLine("still here");
            Assert.That(child.StandardOutput.ReadLine(), Is.EqualTo("still here"));
        }
        finally
        {
            child.Kill();
        }
    }

    [TestCase("")]
    [TestCase("qemu")]
    [TestCase("-1")]
    [TestCase("99999999")]
    public void Finds_nothing_by_a_pid_file_that_names_no_process(string content)
    {
        File.WriteAllText(_processIdFile, content);
        Assert.That(LabProcess.Find(_processIdFile), Is.Null);
    }

    [Test]
    public void Finds_nothing_without_a_pid_file() => Assert.That(LabProcess.Find(_processIdFile), Is.Null);

    /// <summary>A process with QEMU's option among its arguments, of which a shell makes nothing.</summary>
    private Process Start(string processIdFile)
    {
        const string script = "echo ready; read line; echo \"$line\"";
        var child = Process.Start(new ProcessStartInfo("sh", ["-c", script, "sh", "-pidfile", processIdFile])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.That(child.StandardOutput.ReadLine(), Is.EqualTo("ready"));
        File.WriteAllText(_processIdFile, $"{child.Id}\n");
        return child;
    }
}
