namespace TestHarness.VirtualLab.Machines;

/// <summary>The files of a running lab host.</summary>
/// <param name="Number">The number of the host, from 1.</param>
internal sealed record LabHostFolder(int Number, string Path)
{
    /// <summary>The host's name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The socket of QEMU's monitor.</summary>
    public string Monitor => Socket("qmp.sock");

    /// <summary>The socket of the FCoE NIC's end of the link to the fabric.</summary>
    public string FabricLink => Socket("fcoe.sock");

    /// <summary>The socket of this host's end of the cable in the guests' network.</summary>
    public string GuestCable => Socket("guests.sock");

    /// <summary>The socket of the serial console.</summary>
    public string Serial => Socket("serial.sock");

    /// <summary>The file with QEMU's process ID.</summary>
    public string ProcessIdFile => File("qemu.pid");

    /// <summary>The file of the <see cref="LabHostRecord"/>.</summary>
    public string Record => File("host.json");

    /// <summary>The disk of the host, an overlay over the image's.</summary>
    public string Overlay => File("disk.qcow2");

    /// <summary>The log of the serial console.</summary>
    public string SerialLog => File("serial.log");

    /// <summary>The log of QEMU.</summary>
    public string QemuLog => File("qemu.log");

    /// <summary>The existing logs, older ones first.</summary>
    public IEnumerable<string> Logs =>
        new[] { SerialLog, QemuLog }.SelectMany(log => new[] { Previous(log), log }).Where(System.IO.File.Exists);

    /// <summary>Returns the socket of this host's end of the wire to another one.</summary>
    public string Wire(int other) => Socket($"wire{other}.sock");

    /// <summary>Prepares the folder for a start: logs of the last start are kept once, its other files are removed.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        RemoveAllButLogs();
        foreach (var log in new[] { SerialLog, QemuLog }.Where(System.IO.File.Exists))
            System.IO.File.Move(log, Previous(log), overwrite: true);
    }

    /// <summary>Removes all files except logs.</summary>
    public void RemoveAllButLogs()
    {
        if (!Directory.Exists(Path))
            return;

        foreach (var file in Directory.GetFiles(Path).Where(
            file => !System.IO.Path.GetFileName(file).Contains(".log", StringComparison.Ordinal)))
            System.IO.File.Delete(file);
    }

    private static string Previous(string log) => $"{log}.previous";

    private string File(string name) => System.IO.Path.Combine(Path, name);

    private string Socket(string name) => SocketPath.Checked(File(name));
}
