using System.Globalization;
using Couriarr.Features.Configuration;
using Couriarr.Features.Configuration.Options;

namespace Couriarr.Dashboard.Mappings;

/// <summary>A mapping as somebody typed it, whatever that is.</summary>
internal sealed record TypedMapping(
    string From,
    string Source,
    string Destination,
    string Type = "",
    string Instance = "",
    string Limit = ""
)
{
    /// <summary>What tells it from the others: no two may have it in common.</summary>
    public string Key => KeyOf(From, Instance);

    public IReadOnlyDictionary<string, string> Fields =>
        new Dictionary<string, string>
        {
            ["from"] = From,
            ["source"] = Source,
            ["destination"] = Destination,
            ["type"] = Type,
            ["instance"] = Instance,
            ["limit"] = Limit,
        };

    public static string KeyOf(string from, string? instance) => string.IsNullOrEmpty(instance) ? from : $"{instance}:{from}";

    public static TypedMapping Of(PathMapping mapping) =>
        new(
            mapping.From,
            mapping.Source,
            mapping.Destination,
            mapping.Type?.ToString().ToLowerInvariant() ?? "",
            mapping.Instance ?? "",
            mapping.Limit > 0 ? mapping.Limit.ToString(CultureInfo.InvariantCulture) : ""
        );

    public static TypedMapping Of(IFormCollection form)
    {
        return new(Of("from"), Of("source"), Of("destination"), Of("type"), Of("instance"), Of("limit"));

        string Of(string field) => form[field].ToString().Trim();
    }

    /// <summary>The section of the configuration that holds them.</summary>
    public static Mapping Section(IEnumerable<TypedMapping> all)
    {
        var list = new Sequence([.. all.Select(one => one.Node)], Origin.Default);
        return new Mapping([new Entry("mappings", list, Origin.Default)], Origin.Default);
    }

    private Mapping Node =>
        new(
            [
                .. Fields
                    .Where(one => one.Value.Length > 0)
                    .Select(one => new Entry(one.Key, new Scalar(one.Value, Origin.Default), Origin.Default)),
            ],
            Origin.Default
        );
}
