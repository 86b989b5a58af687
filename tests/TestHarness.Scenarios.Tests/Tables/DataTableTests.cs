namespace TestHarness.Scenarios.Tests.Tables;

public sealed class DataTableTests
{
    [Test]
    public void Makes_a_set_of_records()
    {
        var table = new DataTable("LUN name", "Size", "Mode");
        table.AddRow("a", "10", "read only");
        table.AddRow("b", "", "");
        Assert.That(table.CreateSet<Lun>(), Is.EqualTo(new[] { new Lun("a", 10, Mode.ReadOnly), new Lun("b", null, null) }));
    }

    [Test]
    public void Uses_the_default_of_a_missing_column()
    {
        var table = new DataTable("lun_name", "size");
        table.AddRow("a", "1");
        Assert.That(table.CreateInstance<Lun>(), Is.EqualTo(new Lun("a", 1)));
    }

    [Test]
    public void Makes_an_instance_of_a_vertical_table()
    {
        var table = new DataTable("Field", "Value");
        table.AddRow("Name", "guest");
        table.AddRow("Memory in MiB", "512");
        table.AddRow("Disks", "a, b");
        var guest = table.CreateInstance<Guest>();
        Assert.That((guest.Name, guest.MemoryInMiB, string.Join('+', guest.Disks)), Is.EqualTo(("guest", 512, "a+b")));
    }

    [Test]
    public void Makes_an_instance_of_a_horizontal_table()
    {
        var table = new DataTable("Name", "MemoryInMiB");
        table.AddRow("guest", "512");
        Assert.That(table.CreateInstance<Guest>().MemoryInMiB, Is.EqualTo(512));
    }

    [Test]
    public void Says_which_column_a_record_lacks()
    {
        var table = new DataTable("Size", "Mode");
        table.AddRow("1", "");
        Assert.That(() => table.CreateSet<Lun>(), Throws.TypeOf<DataTableException>()
            .With.Message.EqualTo("the table has no column for 'LunName' of Lun; it has Size, Mode"));
    }

    [Test]
    public void Says_which_value_is_wrong()
    {
        var table = new DataTable("LunName", "Size");
        table.AddRow("a", "big");
        Assert.That(() => table.CreateSet<Lun>(), Throws.TypeOf<DataTableException>().With.Message.EqualTo("'big' is not a valid Int32 for 'Size' of Lun"));
    }

    [Test]
    public void Refuses_an_unknown_column_when_asked_to()
    {
        var table = new DataTable("Name", "Colour");
        table.AddRow("a", "red");
        var options = new InstanceCreationOptions { VerifyAllColumnsBound = true };
        Assert.That(() => table.CreateSet<Guest>(options), Throws.TypeOf<DataTableException>().With.Message.Contain("'Colour'"));
    }

    [Test]
    public void Names_the_columns_there_are()
    {
        var table = new DataTable("a", "b");
        table.AddRow("1", "2");
        Assert.That(() => table.Rows[0]["c"], Throws.TypeOf<DataTableException>().With.Message.EqualTo("the table has no column 'c'; it has a, b"));
    }

    public enum Mode
    {
        ReadWrite,
        ReadOnly,
    }

    public sealed record Lun(string LunName, int? Size, Mode? Mode = null);

    public sealed class Guest
    {
        public string Name { get; set; } = "";

        public int MemoryInMiB { get; set; }

        public string[] Disks { get; set; } = [];
    }
}
