using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Fabric;

/// <summary>The files of the lab's Fibre Channel fabric.</summary>
internal sealed record FabricFolder(string Path)
{
    /// <summary>The control socket.</summary>
    public string Control => SocketPath.Checked(File("control.sock"));

    /// <summary>The file with the process ID.</summary>
    public string ProcessIdFile => File("fabric.pid");

    /// <summary>The log of the fabric that runs, or ran last.</summary>
    public string Log => File("fabric.log");

    /// <summary>The existing logs, the older one first.</summary>
    public IEnumerable<string> Logs => new[] { PreviousLog, Log }.Where(System.IO.File.Exists);

    /// <summary>Returns the socket of the fabric's end of the link to a host.</summary>
    public string Link(string host) => SocketPath.Checked(File($"{host}.sock"));

    /// <summary>Prepares the folder for a start; the log of the last start is kept once.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (System.IO.File.Exists(Log))
            System.IO.File.Move(Log, PreviousLog, overwrite: true);
    }

    /// <summary>Removes all files except logs.</summary>
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
