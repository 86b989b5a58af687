namespace TestHarness.VirtualLab.Machines.Snapshots;

/// <summary>The memory and disk of a booted host, in one folder of the cache, which is whole or not there.</summary>
/// <param name="Root">The folder of all snapshots.</param>
/// <param name="Key">What the host was started with, hashed.</param>
internal sealed record LabHostSnapshot(string Root, string ImageKey, string Key)
{
    public string Directory => Path.Combine(Root, ImageKey, Key);

    public string Memory => Path.Combine(Directory, "memory");

    /// <summary>An overlay over the image's disk, as it was at that moment.</summary>
    public string Disk => Path.Combine(Directory, "disk.qcow2");

    public bool Exists => System.IO.Directory.Exists(Directory);

    /// <summary>A place to make it in, from which <see cref="Publish"/> moves it.</summary>
    public LabHostSnapshot NewPart()
    {
        var part = this with { Key = $"{Key}.{Path.GetRandomFileName()}.part" };
        System.IO.Directory.CreateDirectory(part.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return part;
    }

    public void Publish(LabHostSnapshot part)
    {
        Delete();
        System.IO.Directory.Move(part.Directory, Directory);
    }

    public void Delete()
    {
        if (Exists)
            System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>
    /// Deletes the snapshots of other images, which can no longer be used, and those that a killed harness left half-made an hour ago.
    /// Not for hosts side by side, which would delete the same ones.
    /// </summary>
    public void DeleteStale()
    {
        if (!System.IO.Directory.Exists(Path.Combine(Root, ImageKey)))
            return;
        foreach (var image in System.IO.Directory.GetDirectories(Root).Where(directory => Path.GetFileName(directory) != ImageKey))
            System.IO.Directory.Delete(image, recursive: true);
        foreach (var part in System.IO.Directory.GetDirectories(Path.Combine(Root, ImageKey), "*.part")
            .Where(directory => System.IO.Directory.GetLastWriteTimeUtc(directory) < DateTime.UtcNow.AddHours(-1)))
        {
            System.IO.Directory.Delete(part, recursive: true);
        }
    }
}
