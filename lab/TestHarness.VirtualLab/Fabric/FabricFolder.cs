using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Fabric;

/// <summary>All files of the lab's Fibre Channel fabric.</summary>
internal sealed record FabricFolder(string Path)
{
    public string Control => SocketPath.Checked(File("control.sock"));

    public string ProcessIdFile => File("fabric.pid");

    public string Log => File("fabric.log");

    /// <summary>Those that there are, older ones first.</summary>
    public IEnumerable<string> Logs => new[] { PreviousLog, Log }.Where(System.IO.File.Exists);

    /// <summary>Where the fabric's end of the link to a host listens.</summary>
    public string Link(string host) => SocketPath.Checked(File($"{host}.sock"));

    /// <summary>Makes the folder ready for a start: the last start's log is kept once.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (System.IO.File.Exists(Log))
            System.IO.File.Move(Log, PreviousLog, overwrite: true);
    }

    public void RemoveAllButLogs()
    {
        if (!Directory.Exists(Path))
            return;

        foreach (var file in Directory.GetFiles(Path).Except([Log, PreviousLog]))
            System.IO.File.Delete(file);
    }

    private string PreviousLog => File("fabric.log.previous");

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
