"""Pictures and shadings of four inks, taken apart into four greys."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable

    Four = tuple[pikepdf.Object, pikepdf.Object, pikepdf.Object, pikepdf.Object]

INKS = 4
BITS = 8
INVERTED = bytes(range(255, -1, -1))
# A picture's own masks lie over each of its plates.
KEPT = ("/SMask", "/Mask", "/Interpolate", "/Intent")


def four(make: Callable[[int], pikepdf.Object]) -> Four:
    """One thing for each plate."""
    cyan, magenta, yellow, black = map(make, range(INKS))
    return cyan, magenta, yellow, black


def group(attributes: pikepdf.Object) -> pikepdf.Dictionary:
    """A transparency group that mixes greys instead of inks."""
    made = pikepdf.Dictionary(dict(attributes.items()))
    if "/CS" in made:
        made.CS = pikepdf.Name.DeviceGray
    return made


def split(pdf: pikepdf.Pdf, thing: pikepdf.Object, kind: str) -> Four:
    """An /Image, a /Shading or a /Pattern that holds one, for each plate; of any other colour it stays as it is.

    ValueError for what is not known here.
    """
    if kind == "/Image":
        return four(lambda plate: _image(pdf, thing, plate))
    if kind == "/Pattern":
        return four(lambda plate: _with(thing, Shading=_shading(thing.Shading, plate)))
    return four(lambda plate: _shading(thing, plate))


def _image(pdf: pikepdf.Pdf, image: pikepdf.Object, plate: int) -> pikepdf.Object:
    space, bits = image.get("/ColorSpace"), int(image.get("/BitsPerComponent", BITS))
    if isinstance(space, pikepdf.Array) and space[0] == "/Indexed" and space[1] == "/DeviceCMYK":
        table = space[3]
        colours = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
        greys = colours[plate::INKS].translate(INVERTED)
        space, data = (
            pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceGray, space[2], greys]),
            image.read_bytes(),
        )
    elif space == "/DeviceCMYK":
        if bits != BITS:
            message = f"a picture of {bits} bits a colour"
            raise ValueError(message)
        # Whatever packs them, as they stand in the file: an inverted picture says so in /Decode.
        inks = image.read_bytes(decode_level=pikepdf.StreamDecodeLevel.all)[plate::INKS]
        upright = "/Decode" not in image or float(image.Decode[2 * plate]) < float(image.Decode[2 * plate + 1])
        space, data = pikepdf.Name.DeviceGray, inks.translate(INVERTED) if upright else inks
    else:
        return image
    made = pdf.make_stream(data)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    made.Width, made.Height, made.BitsPerComponent, made.ColorSpace = image.Width, image.Height, bits, space
    for key in KEPT:
        if key in image:
            made[key] = image[key]
    return made


def _shading(shading: pikepdf.Object, plate: int) -> pikepdf.Object:
    if shading.ColorSpace != "/DeviceCMYK":
        return shading
    if isinstance(shading, pikepdf.Stream):
        message = f"a shading of type {shading.ShadingType}"
        raise ValueError(message)  # noqa: TRY004 - a kind of shading, not of value
    made = _with(shading, ColorSpace=pikepdf.Name.DeviceGray, Function=_function(shading.Function, plate))
    if "/Background" in made:
        made.Background = pikepdf.Array([1 - float(shading.Background[plate])])
    return made


def _function(function: pikepdf.Object, plate: int) -> pikepdf.Object:
    """One output of a function of four (ISO 32000-2, 7.10), taken from 1."""
    if isinstance(function, pikepdf.Array):
        return _function(function[plate], 0)
    if function.FunctionType == 3:  # noqa: PLR2004 - the standard's number for one stitched of others
        return _with(function, Functions=pikepdf.Array([_function(one, plate) for one in function.Functions]))
    if function.FunctionType != 2:  # noqa: PLR2004 - the standard's number for an exponential one
        message = f"a shading by a function of type {function.FunctionType}"
        raise ValueError(message)
    ends = {end: function.get(f"/{end}", (default,) * INKS) for end, default in (("C0", 0), ("C1", 1))}
    return _with(function, **{end: pikepdf.Array([1 - float(values[plate])]) for end, values in ends.items()})


def _with(thing: pikepdf.Object, **instead: object) -> pikepdf.Dictionary:
    made = pikepdf.Dictionary(dict(cast("pikepdf.Dictionary", thing).items()))
    for key, value in instead.items():
        made[f"/{key}"] = value
    if "/Range" in made:
        del made.Range
    return made
