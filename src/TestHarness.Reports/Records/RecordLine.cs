using System.Text.Json.Serialization;

namespace TestHarness.Reports.Records;

/// <summary>A line of a run's record; the property <c>kind</c> of its JSON object says which one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RunLine), "run")]
[JsonDerivedType(typeof(HostsLine), "hosts")]
[JsonDerivedType(typeof(ScenarioLine), "scenario")]
[JsonDerivedType(typeof(ResumeLine), "resume")]
[JsonDerivedType(typeof(EndLine), "end")]
public abstract record RecordLine;
