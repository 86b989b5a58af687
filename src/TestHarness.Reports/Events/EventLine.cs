using System.Text.Json.Serialization;

namespace TestHarness.Reports.Events;

/// <summary>
/// An event of the stream that is not a line of the record; the property <c>kind</c> of its JSON object says which one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StreamEvent), "stream")]
[JsonDerivedType(typeof(ScenarioStartedEvent), "scenarioStarted")]
[JsonDerivedType(typeof(HostsTakenEvent), "hostsTaken")]
[JsonDerivedType(typeof(StepStartedEvent), "stepStarted")]
[JsonDerivedType(typeof(StepFinishedEvent), "stepFinished")]
[JsonDerivedType(typeof(LegStartedEvent), "legStarted")]
[JsonDerivedType(typeof(LegProgressEvent), "legProgress")]
[JsonDerivedType(typeof(LegArrivedEvent), "legArrived")]
[JsonDerivedType(typeof(LegFinishedEvent), "legFinished")]
[JsonDerivedType(typeof(FindingEvent), "finding")]
[JsonDerivedType(typeof(OutputEvent), "output")]
public abstract record EventLine;
